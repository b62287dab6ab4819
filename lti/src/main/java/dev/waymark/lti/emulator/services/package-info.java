/** Access tokens and the services of courses behind them: grades, members, groups. Not meant for callers. */
@NullMarked
package dev.waymark.lti.emulator.services;

import org.jspecify.annotations.NullMarked;
