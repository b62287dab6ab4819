"use strict";

(() => {
  // One menu open at a time; Escape and a click elsewhere close it.
  const menus = [...document.querySelectorAll("details.menu")];
  const close = (except) => menus.forEach((menu) => menu !== except && menu.removeAttribute("open"));
  document.addEventListener("click", (event) => close(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    close();
    open.querySelector("summary").focus();
  });

  // Tables that change by themselves.
  for (const place of document.querySelectorAll("[data-live]")) {
    let shown = place.innerHTML.trim();
    const mark = (before) =>
      place.querySelectorAll("td").forEach((cell, at) => {
        if (before[at] !== undefined && before[at] !== cell.textContent) cell.classList.add("changed");
      });
    const look = async () => {
      if (document.hidden) return;
      const answer = await fetch(place.dataset.live, { credentials: "same-origin" });
      const table = answer.ok ? (await answer.text()).trim() : shown;
      if (table === shown) return;
      const before = [...place.querySelectorAll("td")].map((cell) => cell.textContent);
      shown = table;
      place.innerHTML = table;
      if (place.querySelector(".grades")) mark(before);
    };
    setInterval(() => look().catch(() => place.setAttribute("aria-busy", "true")), 1000);
  }

  // What a tool asks of the page around it.
  const tool = document.getElementById("tool");
  const frame = tool?.querySelector("iframe");
  if (!frame) return;
  const origins = tool.dataset.origins.split(" ");
  const storage = document.querySelector("iframe.unseen")?.name;
  const supported = [
    { subject: "lti.capabilities" },
    { subject: "lti.frameResize" },
    { subject: "lti.put_data", ...(storage && { frame: storage }) },
    { subject: "lti.get_data", ...(storage && { frame: storage }) },
    { subject: "org.imsglobal.lti.close" },
  ];
  const done = () => window.location.assign(tool.dataset.back);

  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || !origins.includes(event.origin)) return;
    const data = typeof event.data === "object" && event.data ? event.data : {};
    if (data.subject === "lti.frameResize" && Number.isFinite(Number(data.height))) {
      frame.style.height = `${Math.min(20000, Math.max(320, Number(data.height)))}px`;
    } else if (data.subject === "lti.capabilities") {
      const answer = { subject: "lti.capabilities.response", message_id: data.message_id };
      event.source.postMessage({ ...answer, supported_messages: supported }, event.origin);
    } else if (data.subject === "org.imsglobal.lti.close") {
      done();
    }
  });

  // What was picked in the tool has arrived when the frame shows our own answer to it.
  frame.addEventListener("load", () => {
    let path = "";
    try {
      path = frame.contentWindow.location.pathname;
    } catch {
      return; // The tool is showing.
    }
    if (path.startsWith("/lti/deep-links/")) done();
  });
})();
