// What a reader chose to see - names, changes, notes, light or dark - is remembered and told to the style by attributes
// of the page. It stands in the head, so that no page shows otherwise first. Without it, names and changes are quiet.
(function () {
  "use strict";
  var root = document.documentElement;
  var chosen = { names: "off", changes: "off", notes: "on", colours: "auto" };
  var key = "editio-options";

  function tell() {
    Object.keys(chosen).forEach(function (name) { root.setAttribute("data-" + name, chosen[name]); });
  }

  try {
    var kept = JSON.parse(window.localStorage.getItem(key)) || {};
    Object.keys(chosen).forEach(function (name) { if (/^[a-z]{2,5}$/.test(kept[name] || "")) { chosen[name] = kept[name]; } });
  } catch (_) { /* nothing is kept where a browser keeps nothing */ }
  tell();

  function choose(name, value) {
    chosen[name] = value;
    tell();
    try { window.localStorage.setItem(key, JSON.stringify(chosen)); } catch (_) { /* it holds for this page */ }
    window.dispatchEvent(new Event("resize"));
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-switch]").forEach(function (button) {
      var name = button.getAttribute("data-switch");
      function press() { button.setAttribute("aria-pressed", String(chosen[name] === "on")); }
      button.addEventListener("click", function () { choose(name, chosen[name] === "on" ? "off" : "on"); press(); });
      press();
    });
    document.querySelectorAll("[data-choice]").forEach(function (list) {
      list.value = chosen[list.getAttribute("data-choice")];
      list.addEventListener("change", function () { choose(list.getAttribute("data-choice"), list.value); });
    });
    document.querySelectorAll(".options").forEach(function (options) { options.hidden = false; });
  });
}());

// A link to another view of the text leads to the paragraph that is read: the last that begins above the window's middle.
document.addEventListener("click", function (event) {
  "use strict";
  var link = event.target.closest(".views a");
  if (!link) { return; }
  var begun = Array.prototype.filter.call(document.querySelectorAll(".number[data-number]"), function (one) {
    return one.getBoundingClientRect().top < window.innerHeight / 2;
  });
  link.hash = window.scrollY && begun.length ? begun[begun.length - 1].hash : "";
}, true);

// What cites a paragraph is loaded when a number is first followed.
document.addEventListener("click", function load(event) {
  "use strict";
  var link = event.target.closest("a.number[data-number]");
  var told = document.getElementById("editio-cite");
  if (!link || !told || !told.hasAttribute("data-from")) { return; }
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
  event.preventDefault();
  document.removeEventListener("click", load);
  var style = document.createElement("link");
  var script = document.createElement("script");
  style.rel = "stylesheet";
  style.href = told.getAttribute("data-from") + "cite.css";
  script.src = told.getAttribute("data-from") + "cite.js";
  style.onload = style.onerror = function () { document.body.appendChild(script); };
  script.onload = function () { link.click(); };
  script.onerror = function () { window.location.hash = link.hash; };
  document.head.appendChild(style);
});
