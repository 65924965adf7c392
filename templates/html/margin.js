// Where the window is wide, put each note beside its reference. Without this script the notes stand at the end.
// While something about a passage is pointed at or followed, show how far that passage reaches.
(function () {
  "use strict";
  var wide = window.matchMedia("screen and (min-width: 78rem)");
  var gap = 12;
  var notes = Array.prototype.slice.call(document.querySelectorAll(".notes > ol > li"));
  var article = document.querySelector("article");
  if (!notes.length || !article) { return; }

  function top(note) {
    var reference = document.getElementById(note.id + ".ref");
    return reference ? reference.getBoundingClientRect().top - article.getBoundingClientRect().top : 0;
  }

  function place() {
    document.documentElement.classList.toggle("margin", wide.matches);
    if (!wide.matches) { return; }
    var free = 0;
    notes
      .map(function (note) { return { note: note, top: top(note) }; })
      .sort(function (a, b) { return a.top - b.top; })
      .forEach(function (placed) {
        var at = Math.max(placed.top - 4, free);
        placed.note.style.top = at + "px";
        free = at + placed.note.offsetHeight + gap;
      });
  }

  var waiting;
  function soon() { window.cancelAnimationFrame(waiting); waiting = window.requestAnimationFrame(place); }
  window.addEventListener("resize", soon);
  window.addEventListener("load", soon);
  place();
}());

(function () {
  "use strict";
  if (!window.CSS || !CSS.highlights || !window.Highlight) { return; }

  // Written here, since checkers of style sheets do not know it yet.
  var style = document.createElement("style");
  style.textContent = "::highlight(passage) { background-color: color-mix(in srgb, var(--mark) 32%, transparent); }";
  document.head.appendChild(style);

  function reference(element) {
    if (!element || !element.closest) { return null; }
    var mark = element.closest("[data-begins]");
    if (mark) { return mark; }
    var note = element.closest(".notes > ol > li");
    mark = note && document.getElementById(note.id + ".ref");
    return mark && mark.hasAttribute("data-begins") ? mark : null;
  }

  function show(element) {
    var end = reference(element);
    var start = end && document.getElementById(end.getAttribute("data-begins"));
    if (!start) { CSS.highlights.delete("passage"); return; }
    var range = new Range();
    range.setStartAfter(start);
    range.setEndBefore(end);
    CSS.highlights.set("passage", new Highlight(range));
  }

  function followed() { show(document.getElementById(decodeURIComponent(window.location.hash.slice(1)))); }

  document.addEventListener("mouseover", function (event) {
    if (reference(event.target)) { show(event.target); }
  });
  document.addEventListener("mouseout", function (event) {
    if (reference(event.target)) { followed(); }
  });
  document.addEventListener("focusin", function (event) {
    if (reference(event.target)) { show(event.target); } else { followed(); }
  });
  window.addEventListener("hashchange", followed);
  followed();
}());
