/** What may be reached from here, and through which door. */
@NullMarked
package dev.vedette.egress;

import org.jspecify.annotations.NullMarked;
