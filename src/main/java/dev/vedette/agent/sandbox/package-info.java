/** Commands that a model asks for, in a sandbox that is closed by default and proves it at the start. */
@NullMarked
package dev.vedette.agent.sandbox;

import org.jspecify.annotations.NullMarked;
