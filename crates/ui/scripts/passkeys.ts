// Passkeys: a form marked data-passkey asks the platform for a question, the device for its answer, and sends that.
// Loaded only by pages with such a form; without scripts or passkeys the form stays hidden.
interface Question {
  challenge_id: string;
  public_key: Record<string, unknown>;
}

interface Named {
  id: string;
}

function decoded(text: unknown): Uint8Array<ArrayBuffer> {
  const plain = atob(String(text).replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function encoded(bytes: ArrayBuffer | null): string | null {
  if (!bytes) return null;
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

// The question with bytes where the browser wants bytes.
function readable(question: Question): unknown {
  const key = question.public_key;
  const list = (named: unknown): unknown =>
    Array.isArray(named) ? named.map((one: Named) => ({ ...one, id: decoded(one.id) })) : undefined;
  const user = key.user as Named | undefined;
  return {
    ...key,
    challenge: decoded(key.challenge),
    user: user && { ...user, id: decoded(user.id) },
    excludeCredentials: list(key.excludeCredentials),
    allowCredentials: list(key.allowCredentials),
  };
}

function answer(credential: PublicKeyCredential): string {
  const said = credential.response;
  const response: Record<string, unknown> = { clientDataJSON: encoded(said.clientDataJSON) };
  if (said instanceof AuthenticatorAttestationResponse) {
    response.attestationObject = encoded(said.attestationObject);
  } else if (said instanceof AuthenticatorAssertionResponse) {
    response.authenticatorData = encoded(said.authenticatorData);
    response.signature = encoded(said.signature);
    response.userHandle = encoded(said.userHandle);
  }
  const id = encoded(credential.rawId);
  return JSON.stringify({ id, rawId: id, type: credential.type, response, clientExtensionResults: {} });
}

function put(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

const KEPT = 'souk.passkey-name';

// What was typed comes back after the person had to prove who they are, where the browser keeps anything.
function keep(form: HTMLFormElement): void {
  const field = form.elements.namedItem('name');
  if (!(field instanceof HTMLInputElement)) return;
  try {
    sessionStorage.setItem(KEPT, field.value);
  } catch {
    // It has to be typed again.
  }
}

function restore(form: HTMLFormElement): void {
  try {
    const name = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    if (name) put(form, 'name', name);
  } catch {
    // Nothing was kept.
  }
}

// The form can be sent again, and says what happened.
function failed(form: HTMLFormElement, why?: string): void {
  delete form.dataset.sending;
  form.querySelectorAll('[aria-disabled], [aria-busy]').forEach((button) => {
    button.removeAttribute('aria-disabled');
    button.removeAttribute('aria-busy');
  });
  const line = form.querySelector<HTMLElement>('[data-passkey-failed]');
  if (!line) return;
  if (why) line.textContent = why;
  line.hidden = false;
}

async function run(form: HTMLFormElement): Promise<void> {
  const asked = await fetch(form.dataset.ask ?? '', { method: 'POST', headers: { Accept: 'application/json' } });
  const said = (await asked.json()) as Question & { code?: string; title?: string };
  if (said.code === 'step_up_required' && form.dataset.fresh) {
    keep(form);
    return location.assign(form.dataset.fresh);
  }
  if (!asked.ok) return failed(form, said.title);
  const publicKey = readable(said) as PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions;
  const options = { publicKey };
  const made = form.dataset.passkey === 'create' ? navigator.credentials.create(options) : navigator.credentials.get(options);
  const credential = await made;
  if (!(credential instanceof PublicKeyCredential)) return failed(form);
  put(form, 'challenge_id', said.challenge_id);
  put(form, 'credential', answer(credential));
  form.submit();
}

if ('PublicKeyCredential' in window) {
  document.querySelectorAll<HTMLFormElement>('form[data-passkey]').forEach((form) => {
    form.hidden = false;
    if (form.dataset.passkey === 'create') restore(form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      run(form).catch(() => failed(form));
    });
  });
}
