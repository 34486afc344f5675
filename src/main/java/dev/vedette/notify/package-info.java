/** Telling people: Standard Webhooks and the console. Sole owner of outgoing HTTP to people. */
@NullMarked
package dev.vedette.notify;

import org.jspecify.annotations.NullMarked;
