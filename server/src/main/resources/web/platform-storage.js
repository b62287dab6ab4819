"use strict";

// Keeps or asks for one value in the LMS's storage. No answer, a wrong origin or an error: on without it.
(() => {
  const page = document.getElementById("storage");
  const { target, origin, key, value } = page.dataset;
  const host = window.parent !== window ? window.parent : window.opener;
  const keeping = value !== undefined;
  const patience = keeping ? 2000 : 4000;
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
      // Said again until it is answered: who answers may still be loading, and would never hear the first one.
      const say = () => frame().postMessage({ ...message, message_id: id }, to);
      const again = setInterval(say, 250);
      window.addEventListener("message", function answered(event) {
        const data = event.data;
        if (!believed(event) || data?.message_id !== id || data.subject !== `${message.subject}.response`) return;
        window.removeEventListener("message", answered);
        clearInterval(again);
        resolve(data);
      });
      say();
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
    if (target) return () => frameNamed(target);
    const answer = await ask(() => host, "*", { subject: "lti.capabilities" }, (event) => event.source === host);
    const subject = keeping ? "lti.put_data" : "lti.get_data";
    const name = answer.supported_messages?.find((message) => message.subject === subject)?.frame;
    return () => frameNamed(name);
  };

  const talk = async () => {
    const message = keeping ? { subject: "lti.put_data", key, value } : { subject: "lti.get_data", key };
    const answer = await ask(await findFrame(), origin, message, (event) => event.origin === origin);
    goOn(answer.error || answer.key !== key ? undefined : answer.value);
  };

  setTimeout(goOn, patience);
  if (host) talk().catch(() => goOn());
  else goOn();
})();
