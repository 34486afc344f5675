/** Pages, API and live feed, and the ports on which OTLP comes in. Sole owner of Javalin. */
@NullMarked
package dev.vedette.web;

import org.jspecify.annotations.NullMarked;
