  var root = document.documentElement;
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };
  var buttons = all("[data-lang]");
  var memory = {
    get: function (key) { try { return localStorage.getItem("isnad-" + key); } catch (e) { return null; } },
    set: function (key, value) { try { localStorage.setItem("isnad-" + key, value); } catch (e) { /* private window */ } }
  };

  /* The fragment is a target, key=value pairs (lang, rule, the list's own), or several joined by "&". */
  function fragment() {
    var out = { target: "" };
    location.hash.slice(1).split("&").forEach(function (part) {
      var key = /^(\w+)=([\s\S]*)$/.exec(part), text = key ? key[2] : part;
      try { text = decodeURIComponent(text); } catch (e) { /* keep as it stands */ }
      if (key) { out[key[1]] = text; } else { out.target = text; }
    });
    return out;
  }

  function language(code) {
    var button = buttons.find(function (b) { return b.dataset.lang === code; });
    if (!button) { return false; }
    root.lang = code;
    root.dir = button.dataset.dir;
    buttons.forEach(function (b) { b.setAttribute("aria-pressed", String(b === button)); });
    all("input[type=search]").forEach(function (i) { i.placeholder = i.getAttribute("data-hint-" + code) || ""; });
    return true;
  }
  var wanted = [fragment().lang, memory.get("lang"), (navigator.language || "").slice(0, 2), root.lang];
  wanted.some(function (code) { return code && language(code); });
  buttons.forEach(function (b) {
    b.addEventListener("click", function () {
      language(b.dataset.lang);
      memory.set("lang", b.dataset.lang);
      if (fragment().lang) { history.replaceState(null, "", location.hash.replace(/lang=[^&]*/, "lang=" + b.dataset.lang)); }
    });
  });

  var theme = memory.get("theme");
  if (theme === "dark" || theme === "light") { root.dataset.theme = theme; }
  all("[data-theme-switch]").forEach(function (b) {
    b.addEventListener("click", function () {
      var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      memory.set("theme", root.dataset.theme);
    });
  });
