  /* Search in both scripts: marks, tatweel and hamza ignored, alef, ya and ta marbuta folded, digits made one. */
  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u0621\u200c-\u200f\u061c'’ʿʾ`]/g, "")
      .replace(/[\u0671\u0672\u0673\u0675]/g, "\u0627").replace(/[\u0649\u06cc]/g, "\u064a")
      .replace(/\u0629/g, "\u0647").replace(/\u06a9/g, "\u0643")
      .replace(/[\u0660-\u0669]/g, function (d) { return String(d.charCodeAt(0) - 0x660); })
      .replace(/[\u06f0-\u06f9]/g, function (d) { return String(d.charCodeAt(0) - 0x6f0); })
      .replace(/\s+/g, " ").trim();
  }
  /* The list: search, facets and order stand in the address, so a view can be sent. */
  var find = document.getElementById("find");
  if (find) {
    var rows = all("[data-find]").map(function (row) {
      var keys = {};
      row.dataset.keys.split("|").forEach(function (pair) {
        var at = pair.indexOf(":");
        (keys[pair.slice(0, at)] = keys[pair.slice(0, at)] || []).push(pair.slice(at + 1));
      });
      return { row: row, keys: keys, text: fold(row.dataset.find + " " + row.textContent), at: row.dataset.at };
    });
    var boxes = all(".facets input"), body = rows.length ? rows[0].row.parentNode : null;
    var marksOf = all("[data-dot]"), spot = "", order = "";
    function chosen() {
      var out = {};
      boxes.forEach(function (b) { if (b.checked) { (out[b.name] = out[b.name] || []).push(b.value); } });
      return out;
    }
    function fits(entry, words, want, but) {
      return words.every(function (word) { return entry.text.indexOf(word) >= 0; }) &&
        (!spot || entry.at === spot) &&
        Object.keys(want).every(function (name) {
          return name === but || (entry.keys[name] || []).some(function (v) { return want[name].indexOf(v) >= 0; });
        });
    }
    function narrow(quiet) {
      var words = fold(find.value).split(" "), want = chosen(), seen = {}, count = 0;
      rows.forEach(function (entry) {
        var hit = fits(entry, words, want, "");
        entry.row.hidden = !hit;
        if (hit) { count += 1; seen[entry.row.dataset.id] = true; }
      });
      document.getElementById("none").hidden = count > 0;
      document.getElementById("hits").textContent = String(count);
      document.getElementById("clear").hidden = !(find.value || spot || Object.keys(want).length);
      marksOf.forEach(function (m) {
        m.classList.toggle("out", !m.dataset.dot.split(" ").some(function (id) { return seen[id]; }));
      });
      var groups = {};
      boxes.forEach(function (b) { (groups[b.name] = groups[b.name] || []).push(b); });
      Object.keys(groups).forEach(function (name) {
        var left = {};
        rows.forEach(function (entry) {
          if (fits(entry, words, want, name)) { (entry.keys[name] || []).forEach(function (v) { left[v] = (left[v] || 0) + 1; }); }
        });
        groups[name].forEach(function (b) { b.closest("label").querySelector("bdi.count").textContent = String(left[b.value] || 0); });
      });
      if (!quiet) { remember(want); }
    }
    function remember(want) {
      var parts = Object.keys(want).map(function (name) { return name + "=" + want[name].map(encodeURIComponent).join(","); });
      if (find.value) { parts.push("q=" + encodeURIComponent(find.value)); }
      if (spot) { parts.push("spot=" + encodeURIComponent(spot)); }
      if (order) { parts.push("sort=" + order); }
      if (fragment().lang) { parts.push("lang=" + root.lang); }
      history.replaceState(null, "", "#" + parts.join("&"));
    }
    function sort(key, down) {
      var button = all("[data-sort]").find(function (b) { return b.dataset.sort === key; });
      if (!button || !body) { return; }
      all("[data-sort]").forEach(function (b) { b.closest("th").removeAttribute("aria-sort"); });
      button.closest("th").setAttribute("aria-sort", down ? "descending" : "ascending");
      order = (down ? "-" : "") + key;
      rows.map(function (entry, i) { return [entry.row.getAttribute("data-s-" + key), i, entry.row]; }).sort(function (a, b) {
        var x = a[0], y = b[0], by = key === "date" ? (x < y ? -1 : x > y ? 1 : 0) : Number(x) - Number(y);
        return (down ? -by : by) || a[1] - b[1];
      }).forEach(function (t) { body.append(t[2]); });
    }
    function recall() {
      var want = fragment();
      find.value = want.q || "";
      spot = want.spot || "";
      boxes.forEach(function (b) {
        var listed = (want[b.name] || "").split(",");
        b.checked = listed.indexOf(b.value) >= 0;
        if (b.checked) { for (var d = b.closest("details"); d; d = d.parentElement.closest("details")) { d.open = true; } }
      });
      if (want.sort) { sort(want.sort.replace("-", ""), want.sort[0] === "-"); }
      narrow(true);
    }
    find.addEventListener("input", function () { narrow(); });
    boxes.forEach(function (b) { b.addEventListener("change", function () { narrow(); }); });
    all("[data-sort]").forEach(function (b) {
      b.addEventListener("click", function () {
        sort(b.dataset.sort, b.closest("th").getAttribute("aria-sort") !== "descending");
        narrow();
      });
    });
    all("[data-spot]").forEach(function (a) {
      a.addEventListener("click", function (event) {
        event.preventDefault();
        spot = a.dataset.spot;
        narrow();
        document.getElementById("incidents").scrollIntoView();
        find.focus({ preventScroll: true });
      });
    });
    document.getElementById("clear").addEventListener("click", function () {
      find.value = "";
      spot = "";
      boxes.forEach(function (b) { b.checked = false; });
      narrow();
      find.focus();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "/" && !event.target.closest("input,select,textarea")) { event.preventDefault(); find.focus(); }
    });
    addEventListener("hashchange", recall);
    if (matchMedia("(max-width:820px)").matches) { all(".facets").forEach(function (f) { f.open = false; }); }
    recall();
  }

  addEventListener("beforeprint", function () { all("details").forEach(function (d) { d.open = true; }); });
  if (location.hash) { arrive(); }
