// Where the window is wide, put each note beside its reference. Without this script the notes stand at the end.
(function () {
  "use strict";
  var wide = window.matchMedia("screen and (min-width: 78rem)");
  var gap = 12;
  var notes = Array.prototype.slice.call(document.querySelectorAll(".notes > ol > li"));
  var article = document.querySelector("article");
  if (!notes.length || !article) { return; }

  function top(note) {
    var reference = document.getElementById(note.getAttribute("data-reference"));
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
