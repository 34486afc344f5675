/** What arguments of tools must be: their schema first, then what paths, hosts, amounts and statements mean. */
@NullMarked
package dev.vedette.agent.check;

import org.jspecify.annotations.NullMarked;
