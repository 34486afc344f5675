// The AI SDK before version 7 with a tool, in two steps.
import { createOpenAI } from 'ai-sdk-openai-3';
import { generateText, stepCountIs, tool } from 'ai-6';
import { z } from 'zod';

await generateText({
  model: createOpenAI().chat('gpt-4o-mini'),
  prompt: process.env.INTEROP_PROMPT,
  experimental_telemetry: { isEnabled: true },
  stopWhen: stepCountIs(3),
  tools: {
    lookup_order: tool({
      description: 'Looks up an order.',
      inputSchema: z.object({ order: z.string() }),
      execute: async () => ({ state: 'shipped' }),
    }),
  },
});
