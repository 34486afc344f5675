// The API, spoken in JSON; a refusal becomes an error that says what to do.
export class ApiError extends Error {
  constructor(status, title, detail) {
    super(title);
    this.status = status;
    this.detail = detail;
  }
}

async function answer(response) {
  if (response.status === 401) {
    location.assign('/login');
    throw new ApiError(401, 'Sign in first.', '');
  }
  const body = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(response.status, body?.title ?? `The server answered ${response.status}.`, body?.detail ?? '');
  }
  return body;
}

/** Gets an address below /api/v1; parameters that are null or empty are left out. */
export async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  const address = '/api/v1/' + path + (query.size ? '?' + query : '');
  return answer(await fetch(address, { signal, headers: { Accept: 'application/json' } }));
}

export async function send(method, path, body = {}) {
  return answer(await fetch('/api/v1/' + path, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: method === 'DELETE' ? undefined : JSON.stringify(body),
  }));
}

/** A text as one segment of a path; the server refuses anything but plain ids there. */
export function segment(id) {
  return encodeURIComponent(id);
}
