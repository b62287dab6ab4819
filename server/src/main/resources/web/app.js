"use strict";

// The page's height, told to the LMS that frames it; without an answer the frame simply scrolls.
if (window.parent !== window) {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (Math.abs(height - told) < 2) return;
    told = height;
    window.parent.postMessage({ subject: "lti.frameResize", height }, "*");
  };
  new ResizeObserver(tell).observe(document.documentElement);
}

// Times in the reader's zone.
const localTimes = (root) => {
  const language = document.documentElement.lang + "-u-nu-latn";
  const forms = {
    date: new Intl.DateTimeFormat(language, { dateStyle: "medium" }),
    moment: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }),
  };
  const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
  for (const time of root.querySelectorAll("time[data-local]")) {
    const at = new Date(time.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    time.textContent = (forms[time.dataset.local] || forms.moment).format(at);
    time.title = full.format(at);
  }
};
localTimes(document);
for (const field of document.querySelectorAll("input[data-zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
for (const link of document.querySelectorAll("a[data-zoned]")) {
  const url = new URL(link.href);
  url.searchParams.set("zone", Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  link.href = url.href;
}

// Following a link to training is noted as "opened"; it never completes anything.
const token = document.querySelector('meta[name="csrf"]')?.content;
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-opened]");
  if (!link || !token) return;
  fetch(link.dataset.opened, {
    method: "POST",
    keepalive: true,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ _token: token, state: "opened" }),
  }).catch(() => {});
});

// A button pressed twice sends once; a form that leaves the page is freed when the page comes back.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || event.target.target === "_blank") return;
  if (button.getAttribute("aria-busy") === "true") event.preventDefault();
  else button.setAttribute("aria-busy", "true");
});
const free = () => document.querySelectorAll('[aria-busy="true"]').forEach((button) => button.removeAttribute("aria-busy"));
window.addEventListener("pageshow", free);

// A tick made in place keeps the keyboard on its training; what failed in place is sent again as a page.
let ticked;
document.addEventListener("htmx:beforeRequest", (event) => {
  ticked = event.target.closest?.(".asset")?.id;
});
document.addEventListener("htmx:afterSettle", () => {
  localTimes(document);
  const asset = ticked && document.getElementById(ticked);
  ticked = undefined;
  if (asset) (asset.querySelector("button.do, button.plain") || asset).focus({ preventScroll: true });
});
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    free();
    const form = event.target.closest?.("form");
    form?.removeAttribute("hx-post");
    form?.submit();
  });
}

// Without a live connection the changed cells are asked for now and then.
let polling;
document.addEventListener("htmx:sseError", (event) => {
  const place = document.querySelector("[data-live]");
  if (place) polling ??= setInterval(() => window.htmx.trigger(place, "poll"), 20000);
});
document.addEventListener("htmx:sseOpen", () => {
  clearInterval(polling);
  polling = undefined;
});

// An address to pass on is chosen whole.
document.addEventListener("focusin", (event) => event.target.matches?.("[data-copy]") && event.target.select());
