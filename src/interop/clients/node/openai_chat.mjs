// Two calls of a model, the second with the result of the tool that the first one asked for.
import OpenAI from 'openai';

const model = 'gpt-4o-mini';
const tools = [{
  type: 'function',
  function: {
    name: 'lookup_order',
    description: 'Looks up an order.',
    parameters: { type: 'object', properties: { order: { type: 'string' } } },
  },
}];
const client = new OpenAI();
const messages = [{ role: 'user', content: process.env.INTEROP_PROMPT }];
const { message } = (await client.chat.completions.create({ model, messages, tools })).choices[0];
messages.push(message, { role: 'tool', tool_call_id: message.tool_calls[0].id, content: '{"state":"shipped"}' });
await client.chat.completions.create({ model, messages, tools });
