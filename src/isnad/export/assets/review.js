  /* What somebody decides while reading is noted here and saved as a file for `isnad decide --from`.
     Nothing on the page changes: the archive decides, and its next dossier shows it. */
  var tray = document.getElementById("tray"), noted = [];
  try { noted = JSON.parse(memory.get("decisions") || "[]"); } catch (e) { /* somebody else's words */ }
  if (!Array.isArray(noted)) { noted = []; }
  function about(wish) { return (wish.targets.length > 1 ? "pair " : "claim ") + wish.targets.join(" "); }
  function note(wish) {
    noted = noted.filter(function (w) { return about(w) !== about(wish); }).concat(wish.act ? [wish] : []);
    memory.set("decisions", JSON.stringify(noted));
    shownTray();
  }
  function shownTray() {
    tray.hidden = !noted.length;
    document.getElementById("tray-count").textContent = String(noted.length);
    all("[data-noted]").forEach(function (p) {
      var own = noted.find(function (w) { return w.targets.indexOf(p.dataset.noted) >= 0 && p.dataset.kind === about(w).split(" ")[0]; });
      all("[data-act]", p).forEach(function (b) { b.setAttribute("aria-pressed", String(!!own && own.act === b.dataset.act)); });
    });
  }
  function reviewable(copy, name, kind) {
    var tools = document.getElementById("review-tools").content.cloneNode(true);
    var box = tools.querySelector(".review"), form = tools.querySelector("form");
    box.dataset.noted = name;
    box.dataset.kind = "claim";
    var counted = kind === "casualties" || kind === "arrests";
    if (!counted) { box.querySelector("[data-act=correct]").remove(); }
    all("[data-act]", box).forEach(function (b) {
      b.addEventListener("click", function () {
        if (b.getAttribute("aria-pressed") === "true") { form.hidden = true; note({ targets: [name] }); return; }
        if (b.dataset.act === "accept") { form.hidden = true; note({ act: "accept", targets: [name], reason: form.dataset.read }); return; }
        form.hidden = false;
        form.dataset.act = b.dataset.act;
        form.querySelector(".numbers").hidden = b.dataset.act !== "correct";
        form.querySelector(b.dataset.act === "correct" ? "[name=low]" : "[name=reason]").focus();
      });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var reason = form.elements.reason.value.trim(), wish = { act: form.dataset.act, targets: [name], reason: reason };
      if (wish.act === "correct") {
        var low = form.elements.low.value, high = form.elements.high.value || low;
        if (low === "" || Number(high) < Number(low)) { form.elements.low.focus(); return; }
        wish.value = { low: Number(low), high: Number(high) };
      }
      if (!reason) { form.elements.reason.focus(); return; }
      form.hidden = true;
      note(wish);
    });
    copy.append(tools);
  }
  all("[data-part]").forEach(function (b) {
    b.addEventListener("click", function () {
      var on = b.getAttribute("aria-pressed") === "true", pair = [b.dataset.beside, b.dataset.part];
      note(on ? { targets: pair, act: "" } : { act: "different", targets: pair, reason: b.dataset.reason });
      parted();
    });
  });
  function parted() {
    all("[data-part]").forEach(function (b) {
      b.setAttribute("aria-pressed", String(noted.some(function (w) { return w.act === "different" && w.targets[1] === b.dataset.part; })));
    });
  }
  /* Two incidents of the list that are one: the first is remembered until the second is chosen. */
  var joining = "";
  function joins(id) { return noted.find(function (w) { return w.act === "same" && w.targets.indexOf(id) >= 0; }); }
  function joined() {
    all("[data-join]").forEach(function (b) {
      b.setAttribute("aria-pressed", String(b.dataset.join === joining || !!joins(b.dataset.join)));
    });
  }
  all("[data-join]").forEach(function (b) {
    b.addEventListener("click", function () {
      var id = b.dataset.join, was = joins(id);
      if (was) { note({ targets: was.targets, act: "" }); } else if (!joining) { joining = id; joined(); return; }
      else if (joining !== id) { note({ act: "same", targets: [joining, id], reason: b.dataset.reason }); }
      joining = "";
      joined();
    });
  });
  document.getElementById("tray-save").addEventListener("click", function () {
    var link = document.createElement("a");
    var lines = noted.map(function (w) { return JSON.stringify(w) + "\n"; }).join("");
    link.href = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
    link.download = "decisions.jsonl";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  });
  document.getElementById("tray-clear").addEventListener("click", function () {
    noted = [];
    memory.set("decisions", "[]");
    shownTray();
    parted();
    joined();
  });
  /* A, X and E decide on the claim that J and K stand at. */
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,select,textarea")) { return; }
    var act = { a: "accept", x: "reject", e: "correct" }[event.key.toLowerCase()];
    if (!act) { return; }
    var at = document.activeElement && document.activeElement.closest("#drawer .card");
    var lit = document.querySelector(".report .card.lit");
    if (!at && (drawer.hidden || lit)) {
      if (!lit) { return; }
      show([lit.id.slice(6)], null, document.activeElement);
    }
    event.preventDefault();
    var button = (at || list).querySelector("[data-act=" + act + "]");
    if (button) { button.click(); if (act === "accept") { button.focus(); } }
  });
  shownTray();
  parted();
  joined();

