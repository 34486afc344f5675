/** Who may call what: allow-lists, pins, roles, approvals, and what must not flow where. */
@NullMarked
package dev.vedette.agent.access;

import org.jspecify.annotations.NullMarked;
