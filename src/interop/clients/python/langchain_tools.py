"""A chat model of LangChain and the tool that it asks for."""

import os

from langchain_core.messages import HumanMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI


@tool
def lookup_order(order: str) -> str:
    """Looks up an order."""
    return "shipped"


model = ChatOpenAI(model="gpt-4o-mini").bind_tools([lookup_order])
messages = [HumanMessage(os.environ["INTEROP_PROMPT"])]
asked = model.invoke(messages)
messages += [asked, *(lookup_order.invoke(call) for call in asked.tool_calls)]
model.invoke(messages)
