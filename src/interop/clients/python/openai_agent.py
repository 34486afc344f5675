"""An agent of the OpenAI Agents SDK that looks up an order."""

import os

from agents import Agent, Runner, function_tool


@function_tool
def lookup_order(order: str) -> str:
    """Looks up an order."""
    return "shipped"


support = Agent(name="support", instructions="Be brief.", model="gpt-4o-mini", tools=[lookup_order])
Runner.run_sync(support, os.environ["INTEROP_PROMPT"])
