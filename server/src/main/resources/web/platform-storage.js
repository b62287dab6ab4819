"use strict";

// Keeps or asks for one value in the LMS's storage. No answer, a wrong origin or an error: on without it.
(() => {
  const page = document.getElementById("storage");
  const { target, origin, key, value } = page.dataset;
  const host = window.parent !== window ? window.parent : window.opener;
  const keeping = value !== undefined;
  let over = false;

  const goOn = (kept) => {
    if (over) return;
    over = true;
    if (keeping) return window.location.replace(page.querySelector("a").href);
    const form = page.querySelector("form");
    form.elements.storage.value = typeof kept === "string" ? kept : "";
    form.submit();
  };

  const ask = (frame, to, message, believed) =>
    new Promise((resolve) => {
      const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
      window.addEventListener("message", function answered(event) {
        const data = event.data;
        if (!believed(event) || data?.message_id !== id || data.subject !== `${message.subject}.response`) return;
        window.removeEventListener("message", answered);
        resolve(data);
      });
      frame.postMessage({ ...message, message_id: id }, to);
    });

  const frameNamed = (name) => {
    if (!name || name === "_parent") return host;
    try {
      return host.frames[name] || host;
    } catch {
      return host;
    }
  };

  const findFrame = async () => {
    if (target) return frameNamed(target);
    const answer = await ask(host, "*", { subject: "lti.capabilities" }, (event) => event.source === host);
    const subject = keeping ? "lti.put_data" : "lti.get_data";
    return frameNamed(answer.supported_messages?.find((message) => message.subject === subject)?.frame);
  };

  const talk = async () => {
    const message = keeping ? { subject: "lti.put_data", key, value } : { subject: "lti.get_data", key };
    const answer = await ask(await findFrame(), origin, message, (event) => event.origin === origin);
    goOn(answer.error || answer.key !== key ? undefined : answer.value);
  };

  setTimeout(goOn, 1500);
  if (host) talk().catch(() => goOn());
  else goOn();
})();
