"use strict";

// What was chosen goes back to the LMS without another click.
document.getElementById("hand-back").submit();
