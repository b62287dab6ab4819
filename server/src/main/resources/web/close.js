"use strict";

// The registration is over: the LMS closes the frame or window that it opened for it.
const opened = window.opener || (window.parent !== window ? window.parent : null);
opened?.postMessage({ subject: "org.imsglobal.lti.close" }, "*");
