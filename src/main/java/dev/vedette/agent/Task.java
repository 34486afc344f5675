package dev.vedette.agent;

import dev.vedette.agent.tool.Description;

/** What an agent that is a tool is asked. */
record Task(
        @Description("What to do, with everything that is needed to do it")
        String task) {}
