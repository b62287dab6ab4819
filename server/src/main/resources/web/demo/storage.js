"use strict";

// Keeps values for tools (LTI Client Side postMessages Storage): each origin sees its own, none survives the page.
(() => {
  const page = document.getElementById("tool");
  const origins = page.dataset.origins.split(" ");
  const kept = new Map();
  const most = 500;

  const refusal = (code, message) => ({ error: { code, message } });

  const put = (id, { key, value }) => {
    if (typeof key !== "string" || key.length > 4096) return refusal("bad_request", "key must be a string of at most 4096 characters");
    if (value === null || value === undefined) kept.delete(id);
    else if (String(value).length > 4096 || (kept.size >= most && !kept.has(id)))
      return refusal("storage_exhaustion", "no room left");
    else kept.set(id, String(value));
    return { key, value: kept.get(id) ?? null };
  };

  const answers = {
    "lti.put_data": put,
    "lti.get_data": (id, { key }) => ({ key, value: kept.get(id) ?? null }),
  };

  window.addEventListener("message", (event) => {
    const { subject, message_id } = event.data ?? {};
    if (!Object.hasOwn(answers, subject) || !event.source) return;
    const answer = origins.includes(event.origin)
      ? answers[subject](`${event.origin} ${event.data.key}`, event.data)
      : refusal("wrong_origin", "this origin keeps nothing here");
    event.source.postMessage({ subject: `${subject}.response`, message_id, ...answer }, event.origin);
  });
})();
