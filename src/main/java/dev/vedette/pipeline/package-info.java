/** The straight path from a received batch to alerts, and its replay after a restart. Sole owner of threads that fold. */
@NullMarked
package dev.vedette.pipeline;

import org.jspecify.annotations.NullMarked;
