/** Names and Role Provisioning Services 2.0. */
@NullMarked
package dev.waymark.lti.members;

import org.jspecify.annotations.NullMarked;
