// Notes come to the reader. In a wide window each stands in the margin beside its reference, shortened where many crowd,
// and opens when it is pointed at or followed; elsewhere, and where the margin is full, a reference opens its note in a
// box. Without this script the notes stand at the end, where they are on paper.
(function () {
  "use strict";
  var root = document.documentElement;
  var list = document.querySelector(".notes");
  var article = document.querySelector("article");
  if (!list || !article) { return; }
  var notes = Array.prototype.slice.call(list.querySelectorAll(":scope > ol > li"));
  var gap = 10;

  // There is room for so many letters' heights: where these are larger, there is less of it.
  function isRoom(rem) {
    var letter = parseFloat(window.getComputedStyle(root).fontSize);
    return window.matchMedia("screen").matches && article.clientWidth >= rem * letter;
  }

  function isWide() { return isRoom(51); }

  function reference(note) { return document.getElementById(note.id + ".ref"); }

  // A note on a note follows that one.
  function top(note, above) {
    var link = reference(note);
    var host = link.closest(".notes > ol > li");
    return host && host !== note ? top(host, above) + 1 : link.getBoundingClientRect().top - above - 4;
  }

  // A note may stand lower than its reference by a quarter of the window, and shortened by half of it; not farther.
  function place() {
    var wide = isWide();
    root.classList.toggle("margin", wide);
    root.classList.toggle("margins", isRoom(66.5));
    root.classList.toggle("narrow", !isRoom(66.5));
    notes.forEach(function (note) { note.classList.remove("short", "full"); });
    if (!wide) { return; }
    var line = parseFloat(window.getComputedStyle(notes[0]).lineHeight) || 20;
    var above = article.getBoundingClientRect().top;
    var placed = notes
      .filter(function (note) { return note.offsetHeight && reference(note); })
      .map(function (note) {
        return { note: note, height: note.offsetHeight, top: top(note, above) };
      })
      .sort(function (a, b) { return a.top - b.top; });
    var free = 0;
    placed.forEach(function (one, nth) {
      var at = Math.max(one.top, free);
      var next = placed[nth + 1];
      var crowds = next && at + one.height + gap - next.top > window.innerHeight / 4;
      one.short = crowds && one.height > 4 * line;
      one.full = at - one.top > window.innerHeight / 2;
      one.at = at;
      if (!one.full) { free = at + (one.short ? 3 * line : one.height) + gap; }
    });
    placed.forEach(function (one) {
      one.note.classList.toggle("short", Boolean(one.short));
      one.note.classList.toggle("full", one.full);
      one.note.style.top = one.at + "px";
    });
  }

  var waiting;
  function soon() { window.cancelAnimationFrame(waiting); waiting = window.requestAnimationFrame(place); }
  window.addEventListener("resize", soon);
  window.addEventListener("load", soon);
  if (window.ResizeObserver) { new ResizeObserver(soon).observe(article); }
  place();

  var box = document.createElement("dialog");
  if (!box.showModal) { return; }
  box.className = "noted";
  document.body.appendChild(box);

  function open(link, note) {
    var words = note.lastElementChild.cloneNode(true);
    words.querySelectorAll("[id]").forEach(function (one) { one.removeAttribute("id"); });
    words.setAttribute("tabindex", "-1");
    words.setAttribute("autofocus", "");
    var close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.setAttribute("aria-label", list.getAttribute("data-close"));
    close.onclick = function () { box.close(); };
    box.setAttribute("aria-label", link.getAttribute("aria-label"));
    box.replaceChildren(words, close);
    if (!box.open) { box.showModal(); }
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.noteref");
    if (event.target === box) { box.close(); }
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    var note = link.pathname === window.location.pathname && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (notes.indexOf(note) < 0) { return; }
    event.preventDefault();
    if (isWide() && note.offsetHeight && !box.open) {
      note.querySelector(".label").focus({ preventScroll: true });
    } else {
      open(link, note);
    }
  });
}());

// While something about a passage is pointed at or followed, show how far that passage reaches.
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

  function followed() {
    var focused = document.activeElement;
    show(reference(focused) ? focused : document.getElementById(decodeURIComponent(window.location.hash.slice(1))));
  }

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
