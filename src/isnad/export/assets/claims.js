  /* Claims: the marks in the texts, the cards beside them, and copies of cards in the drawer. */
  var drawer = document.getElementById("drawer");
  var list = drawer.querySelector(".cards");
  var head = document.getElementById("drawer-head");
  var opener = null;
  function card(name) { return document.getElementById("claim-" + name); }
  var byName = null;
  function marks(name) {
    if (!byName) {
      byName = new Map();
      all("mark[data-c]").forEach(function (m) {
        m.dataset.c.split(" ").forEach(function (n) { if (byName.has(n)) { byName.get(n).push(m); } else { byName.set(n, [m]); } });
      });
    }
    return byName.get(name) || [];
  }
  function unlight() { all(".lit").forEach(function (e) { e.classList.remove("lit"); }); }

  /* The text beside a mark, as far as it is wanted: marks and text are children of one box. */
  function near(mark, way, room) {
    var text = "";
    for (var node = mark[way]; node && text.length < room; node = node[way]) {
      text = way === "nextSibling" ? text + node.textContent : node.textContent + text;
    }
    return way === "nextSibling" ? text.slice(0, room) : text.slice(-room);
  }
  function context(name) {
    var found = marks(name);
    if (!found.length) { return null; }
    var text = found[0].closest("[data-text]");
    var lead = near(found[0], "previousSibling", 90), tail = near(found[found.length - 1], "nextSibling", 90);
    if (lead.length === 90) { lead = "…" + lead.replace(/^\S*\s/, ""); }
    if (tail.length === 90) { tail = tail.replace(/\s\S*$/, "") + "…"; }
    var p = document.createElement("p");
    p.className = "ctx";
    p.dir = text.dir;
    var mark = document.createElement("mark");
    mark.textContent = found.map(function (m) { return m.textContent; }).join("");
    mark.className = found[0].className.split(" ")[0];
    p.append(lead.replace(/[\s\S]*\n/, ""), mark, tail.replace(/\n[\s\S]*/, ""));
    return p;
  }

  function address(name) { return location.href.replace(/#.*/, "") + "#claim-" + name; }
  /* The words with their source, ready to be quoted: who says so, through whom. */
  function line(copy, name) {
    var words = copy.querySelector(".ctx, blockquote").innerText.trim();
    var chain = all(".chain li", copy).map(function (li) { return li.innerText.replace(/\s+/g, " ").trim(); });
    var arrow = root.dir === "rtl" ? " ← " : " → ";
    return "«" + words + "»\n— " + chain.reverse().join(arrow) + "\n" + address(name);
  }
  function put(text, button) {
    function done() {
      var said = document.getElementById("said");
      said.textContent = said.getAttribute("data-done-" + root.lang) || "✓";
      button.classList.add("done");
      setTimeout(function () { button.classList.remove("done"); said.textContent = ""; }, 1500);
    }
    function byHand() {
      var box = document.createElement("textarea");
      box.value = text;
      button.after(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      button.focus();
      done();
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, byHand); } else { byHand(); }
  }
  all("[data-copy]").forEach(function (b) {
    b.addEventListener("click", function () { put(document.querySelector(b.dataset.copy).innerText.trim(), b); });
  });

  /* Cards in the drawer, fifty at a time. */
  function more(names, from) {
    names.slice(from, from + 50).forEach(function (name) {
      var source = card(name);
      if (!source) { return; }
      var copy = source.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("lit");
      var words = context(name), quote = copy.querySelector("blockquote");
      if (words && quote) { quote.replaceWith(words); }
      var outlet = document.createElement("li");
      outlet.append.apply(outlet, Array.from(source.closest(".report").querySelector(".who b").cloneNode(true).childNodes));
      copy.querySelector(".chain").prepend(outlet);
      var tools = document.getElementById("card-tools").content.cloneNode(true);
      all("button", tools).forEach(function (b) {
        b.addEventListener("click", function () { put(b.dataset.do === "link" ? address(name) : line(copy, name), b); });
      });
      copy.append(tools);
      if (document.getElementById("review-tools")) { reviewable(copy, name, source.dataset.kind); }
      list.append(copy);
    });
    if (names.length > from + 50) {
      var next = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.className = "small";
      button.textContent = "+ " + (names.length - from - 50);
      button.addEventListener("click", function () { next.remove(); more(names, from + 50); list.lastChild.scrollIntoView({ block: "nearest" }); });
      next.append(button);
      list.append(next);
    }
  }

  function show(names, title, from) {
    list.replaceChildren();
    more(names, 0);
    head.replaceChildren();
    if (title) { head.append.apply(head, Array.from(title.cloneNode(true).childNodes)); }
    opener = from || null;
    drawer.hidden = false;
    drawer.scrollTop = 0;
    drawer.focus({ preventScroll: true });
    shownTray();
  }
  function hide() {
    if (drawer.hidden) { return; }
    drawer.hidden = true;
    if (opener) { opener.focus({ preventScroll: true }); }
  }
  drawer.querySelector(".close").addEventListener("click", hide);

  function visible(element) {
    for (var box = element.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; }
  }
  /* Lights a claim's words in its report and puts them in the middle of the window. */
  function light(name) {
    var target = card(name), found = marks(name);
    if (!target) { return false; }
    unlight();
    visible(target);
    target.classList.add("lit");
    var side = target.closest(".rail");
    if (side) { side.scrollTop += target.getBoundingClientRect().top - side.getBoundingClientRect().top - 12; }
    found.forEach(function (m) { m.classList.add("lit"); });
    (found[0] || target).scrollIntoView({ block: "center", inline: "nearest" });
    return true;
  }
  /* From claim to claim in the order of the texts. */
  var at = -1;
  function step(by) {
    var cards = all(".report .card[id]");
    if (!cards.length) { return; }
    var lit = cards.findIndex(function (c) { return c.classList.contains("lit"); });
    at = Math.min(cards.length - 1, Math.max(0, (lit >= 0 ? lit : at) + by));
    light(cards[at].id.slice(6));
    var mark = marks(cards[at].id.slice(6))[0];
    if (mark) { mark.tabIndex = 0; mark.focus({ preventScroll: true }); }
  }
  /* The line of contents says where one is. */
  var contents = all(".toc a"), toc = document.querySelector(".toc");
  if (toc && window.IntersectionObserver) {
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (e) {
        if (!e.isIntersecting) { return; }
        contents.forEach(function (a) {
          var here = a.hash === "#" + e.target.id;
          if (here) { a.setAttribute("aria-current", "true"); } else { a.removeAttribute("aria-current"); }
          if (e.target.className === "head") { toc.scrollLeft = 0; }
          if (here) { toc.scrollLeft += a.getBoundingClientRect().left - toc.getBoundingClientRect().left - toc.clientWidth / 3; }
        });
      });
    }, { rootMargin: "-30% 0px -65% 0px" });
    all(".head").forEach(function (h) { watch.observe(h); });
    contents.forEach(function (a) { var at = document.getElementById(a.hash.slice(1)); if (at) { watch.observe(at); } });
  }
  function arrive() {
    var where = fragment();
    if (where.lang) { language(where.lang); }
    if (where.rule) { count(where.rule); }
    if (where.asof) { known(where.asof); }
    if (!where.target) { return; }
    if (where.target.indexOf("claim-") === 0) { light(where.target.slice(6)); return; }
    var element = document.getElementById(where.target);
    if (element) {
      if (element.tagName === "DETAILS") { element.open = true; }
      visible(element);
      element.scrollIntoView();
    }
  }
  addEventListener("hashchange", arrive);

  /* The claims behind a link: those listed, else the one it leads to. */
  function named(link) {
    if (link.dataset.claims) { return link.dataset.claims.split(" "); }
    return [link.getAttribute("href").slice("#claim-".length)];
  }
  function titled(element) {
    var block = element.closest("[data-block]");
    return block && block.querySelector(".block-head");
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-claims],a.opens,a.w");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      show(named(link), titled(link), link);
      return;
    }
    var go = event.target.closest("a[href^='#claim-']");
    if (go) {
      if (matchMedia("(max-width:820px)").matches) { hide(); }
      if (go.hash === location.hash) { event.preventDefault(); arrive(); }
      return;
    }
    var mark = event.target.closest("[data-text] mark");
    if (mark && !mark.classList.contains("mute") && !String(getSelection())) { choose(mark); }
  });
  function choose(mark) {
    var names = mark.dataset.c.split(" ");
    unlight();
    names.forEach(function (name) {
      marks(name).forEach(function (m) { m.classList.add("lit"); });
      if (card(name)) { card(name).classList.add("lit"); }
    });
    show(names, mark.closest("details").querySelector(".who b"), mark);
  }
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { hide(); }
    if (event.key === "Enter" && event.target.tagName === "MARK") { choose(event.target); }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,textarea")) { return; }
    if (event.key === "j" || event.key === "J") { step(1); }
    if (event.key === "k" || event.key === "K") { step(-1); }
  });

  /* The record as of a day: the strip says what was known then, the day stands out, later ones step back. */
  var asof = document.getElementById("asof");
  function then(day) {
    var last = asof ? asof.options.length : 0, past = day > 0 && day < last;
    all("[data-then]").forEach(function (e) { e.hidden = !past || Number(e.dataset.then) !== day; });
    document.getElementById("answer").classList.toggle("past", past);
    if (asof) { asof.value = String(day || last); }
    all(".day").forEach(function (e) {
      var step = Number(e.dataset.day) - (day || last);
      e.classList.toggle("later", step > 0);
      e.classList.toggle("chosen", past && step === 0);
    });
  }
  function known(day) {
    if (!asof || !(day >= 1 && day <= asof.options.length)) { return; }
    count("range");
    then(Number(day));
    history.replaceState(null, "", "#answer" + (Number(day) < asof.options.length ? "&asof=" + day : ""));
  }

  /* The rule by which the answer counts: every figure is in the page, one rule's is seen. */
  var radios = all("input[name=rule]");
  function count(rule) {
    var radio = radios.find(function (r) { return r.value === rule; });
    if (!radio) { return false; }
    radio.checked = true;
    then(0);
    all("[data-ruled]").forEach(function (e) { e.hidden = e.dataset.ruled !== rule; });
    return true;
  }
  radios.forEach(function (r) {
    r.addEventListener("change", function () {
      count(r.value);
      history.replaceState(null, "", "#answer&rule=" + r.value);
    });
  });
  if (radios.length && !count(fragment().rule)) { count("range"); }

  all("[data-asof]").forEach(function (a) {
    a.addEventListener("click", function (event) { event.preventDefault(); known(a.dataset.asof); });
  });
  if (asof) { asof.addEventListener("change", function () { known(asof.value); }); }
  if (fragment().asof) { known(fragment().asof); }

  /* Names out of sight: in the page's own words, one by one or all; reports keep their wording. */
  function veil(number, on) {
    all("[data-p='" + number + "']").forEach(function (e) { e.classList.toggle("veiled", on); });
  }
  var veils = all("[data-veil]"), every = document.getElementById("veil-all");
  veils.forEach(function (box) {
    box.addEventListener("change", function () {
      veil(box.dataset.veil, box.checked);
      every.checked = veils.every(function (b) { return b.checked; });
    });
  });
  if (every) {
    every.addEventListener("change", function () {
      veils.forEach(function (box) { box.checked = every.checked; veil(box.dataset.veil, box.checked); });
    });
  }

  all("[data-family]").forEach(function (button) {
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      all("mark.f-" + button.dataset.family).forEach(function (m) { m.classList.toggle("mute", !on); });
    });
  });
