/** Passing data on: redacted OTLP to any number of backends. Sole owner of the OTLP client. */
@NullMarked
package dev.vedette.export;

import org.jspecify.annotations.NullMarked;
