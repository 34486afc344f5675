/** Asking a person before something is done. */
@NullMarked
package dev.vedette.agent.approval;

import org.jspecify.annotations.NullMarked;
