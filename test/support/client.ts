import { request } from 'undici';

/** A GraphQL caller over real HTTP, with the cookie it was given. */

export interface GraphqlReply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  data: Record<string, any> | null;
  errors: { message: string; path?: unknown; extensions: Record<string, any> }[];
  text: string;
}

export interface Client {
  /** The whole reply, errors and all. */
  send(query: string, variables?: object): Promise<GraphqlReply>;
  /** Its data; throws with the errors when there are any. */
  ask(query: string, variables?: object): Promise<Record<string, any>>;
  /** Signs in and keeps the cookie. */
  login(account: string, password: string): Promise<GraphqlReply>;
  cookie(): string;
}

const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) { me { id name roles site branch learnerId } expiresAt }
}`;

export function createClient(url: string): Client {
  let cookie = '';

  async function send(query: string, variables: object = {}): Promise<GraphqlReply> {
    const { statusCode, headers, body } = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const text = await body.text();
    const reply = JSON.parse(text) as Partial<GraphqlReply>;
    for (const line of [headers['set-cookie'] ?? []].flat()) cookie = line.split(';')[0] ?? '';
    return { status: statusCode, headers, data: null, errors: [], text, ...reply };
  }

  return {
    send,
    async ask(query, variables) {
      const { data, errors } = await send(query, variables);
      if (errors.length > 0 || !data) throw new Error(JSON.stringify(errors));
      return data;
    },
    login: (account, password) => send(LOGIN, { input: { account, password } }),
    cookie: () => cookie,
  };
}
