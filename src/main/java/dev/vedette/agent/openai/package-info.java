/** Models behind the OpenAI API or one that is like it; the only package that knows its client library. */
@NullMarked
package dev.vedette.agent.openai;

import org.jspecify.annotations.NullMarked;
