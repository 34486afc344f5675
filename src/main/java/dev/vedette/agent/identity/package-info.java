/** Who acts, for whom, and what exactly is about to be done. */
@NullMarked
package dev.vedette.agent.identity;

import org.jspecify.annotations.NullMarked;
