import type { ErrorObject } from 'ajv';
import type { Fault } from '../replication/model.ts';

/** What ajv found, said to people in both languages. */

const typeNames: Readonly<Record<string, string>> = {
  string: '文本',
  integer: '整数',
  number: '数字',
  boolean: '是或否',
  array: '列表',
  object: '对象',
};

type Words = Pick<Fault, 'zh' | 'en'>;
type Params = Record<string, unknown>;

const words: Readonly<Record<string, (params: Params) => Words>> = {
  required: () => ({ zh: '缺少必填项。', en: 'is required.' }),
  type: ({ type }) => ({
    zh: `应为${typeNames[String(type)] ?? String(type)}。`,
    en: `must be of type ${String(type)}.`,
  }),
  enum: ({ allowedValues }) => {
    const values = (allowedValues as string[]).join(', ');
    return { zh: `只能是：${values}。`, en: `must be one of: ${values}.` };
  },
  pattern: ({ pattern }) => ({
    zh: `格式不符，应匹配 ${String(pattern)}。`,
    en: `does not have the form ${String(pattern)}.`,
  }),
  minLength: ({ limit }) => ({
    zh: `不能少于 ${String(limit)} 个字符。`,
    en: `must have at least ${String(limit)} characters.`,
  }),
  maxLength: ({ limit }) => ({
    zh: `不能超过 ${String(limit)} 个字符。`,
    en: `must have at most ${String(limit)} characters.`,
  }),
  minimum: ({ limit }) => ({
    zh: `不能小于 ${String(limit)}。`,
    en: `must not be less than ${String(limit)}.`,
  }),
  maximum: ({ limit }) => ({
    zh: `不能大于 ${String(limit)}。`,
    en: `must not be greater than ${String(limit)}.`,
  }),
  minItems: ({ limit }) => ({
    zh: `不能少于 ${String(limit)} 项。`,
    en: `must have at least ${String(limit)} items.`,
  }),
  maxItems: ({ limit }) => ({
    zh: `不能超过 ${String(limit)} 项。`,
    en: `must have at most ${String(limit)} items.`,
  }),
};

/** A fault of one field; `$` is the whole record. The messages are whole sentences. */
export const fieldFault = (field: string, said: Words): Fault => ({
  code: 'BAD_FIELD',
  field,
  zh: `字段 ${field}：${said.zh}`,
  en: `Field ${field} ${said.en}`,
});

/** The chain `/audience/0` of ajv as the dotted path `audience.0`. */
function pathOf(error: ErrorObject): string {
  const steps = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (error.keyword === 'required') steps.push(String(error.params['missingProperty']));
  return steps.join('.') || '$';
}

export function toFault(error: ErrorObject): Fault {
  const say = words[error.keyword];
  const said = say?.(error.params) ?? { zh: '不符合数据规范。', en: 'does not meet the contract.' };
  return fieldFault(pathOf(error), said);
}
