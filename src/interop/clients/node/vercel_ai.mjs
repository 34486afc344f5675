// The AI SDK with a tool, in two steps.
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, isStepCount, tool } from 'ai';
import { z } from 'zod';

await generateText({
  model: createOpenAI().chat('gpt-4o-mini'),
  prompt: process.env.INTEROP_PROMPT,
  stopWhen: isStepCount(3),
  tools: {
    lookup_order: tool({
      description: 'Looks up an order.',
      inputSchema: z.object({ order: z.string() }),
      execute: async () => ({ state: 'shipped' }),
    }),
  },
});
