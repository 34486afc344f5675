/** Cleans what goes to a model, what it answers, and what is told about it: hidden text, markup and secrets. */
@NullMarked
package dev.vedette.agent.content;

import org.jspecify.annotations.NullMarked;
