import { fieldsOf, itemsOf } from '../../../src/core/raw-value.ts';
import { joinText, type SentEvent, type Told, type Turn, type Wire } from './wire.ts';

/** Gemini: `POST /v1beta/models/M:generateContent` and `:streamGenerateContent`. https://ai.google.dev/api/generate-content */
export const geminiWire: Wire = {
  name: 'gemini',
  overloaded: 503,
  asks: (path) => /:(generateContent|streamGenerateContent)$/.test(path),
  read(body, path) {
    const fields = fieldsOf(body);
    const { responseJsonSchema, responseSchema = responseJsonSchema } = fieldsOf(fields['generationConfig']);
    return {
      ...(responseSchema === undefined ? {} : { answerSchema: responseSchema }),
      model: /models\/([^/:]+):/.exec(path)?.[1] ?? 'unknown',
      stream: path.endsWith(':streamGenerateContent'),
      system: joinText(fieldsOf(fields['systemInstruction'])['parts']),
      tools: itemsOf(fields['tools'])
        .flatMap((tool) => itemsOf(fieldsOf(tool)['functionDeclarations']))
        .map((declared) => {
          const { name, parametersJsonSchema, parameters } = fieldsOf(declared);
          return { name: String(name), schema: parametersJsonSchema ?? parameters, isFree: false };
        }),
      turns: itemsOf(fields['contents']).flatMap(readContent),
    };
  },
  whole: (answer) => chunk(answer, partsOf(answer), true),
  events(answer) {
    const parts = partsOf(answer);
    return parts.map((part, index): SentEvent => {
      return { name: null, data: chunk(answer, [part], index === parts.length - 1) };
    });
  },
  trouble: (code, message) => ({ error: { code, message, status: statuses[code] ?? 'INTERNAL' } }),
};

const statuses: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

function readContent(content: unknown): readonly Turn[] {
  const { role, parts } = fieldsOf(content);
  const by = role === 'model' ? 'model' : 'user';
  return itemsOf(parts).map((part): Turn => {
    const { text, functionCall, functionResponse } = fieldsOf(part);
    if (functionResponse !== undefined)
      return { by: 'tool', text: JSON.stringify(fieldsOf(functionResponse)['response']) };
    if (functionCall === undefined) return { by, text: String(text ?? '') };
    const { name, args } = fieldsOf(functionCall);
    return { by, text: JSON.stringify(args), call: String(name) };
  });
}

function partsOf({ say, calls }: Told): readonly object[] {
  return [
    ...(say === null && calls.length > 0 ? [] : [{ text: say ?? '' }]),
    ...calls.map(({ id, name, input }) => ({
      functionCall: { id: `fc_${id}`, name, args: input },
      // Clients send it back with the history; newer models refuse a history without.
      thoughtSignature: 'c2lnbmVk',
    })),
  ];
}

function chunk({ id, model, usage }: Told, parts: readonly object[], isLast: boolean): unknown {
  return {
    candidates: [{ content: { role: 'model', parts }, index: 0, ...(isLast ? { finishReason: 'STOP' } : {}) }],
    usageMetadata: {
      promptTokenCount: usage.inputTokens,
      candidatesTokenCount: usage.outputTokens,
      totalTokenCount: usage.inputTokens + usage.outputTokens,
      cachedContentTokenCount: usage.cachedTokens,
    },
    modelVersion: model,
    responseId: id,
  };
}
