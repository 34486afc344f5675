/** What a tool is: its definition, what it does, and the schema of its arguments. */
@NullMarked
package dev.vedette.agent.tool;

import org.jspecify.annotations.NullMarked;
