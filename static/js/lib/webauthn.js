// Between the JSON of the server and what navigator.credentials speaks: bytes are base64url in one, buffers in the other.

export function optionsFromJson({ publicKey }, { isPasskey }) {
  const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    options[list] = publicKey[list]?.map((known) => ({ ...known, id: bytes(known.id) })) ?? [];
  }
  if (isPasskey) {
    // A key that is found without a name being typed, and that its owner has to unlock: that is what signs in by itself.
    options.authenticatorSelection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  }
  return { publicKey: options };
}

export function credentialAsJson(credential) {
  const { response } = credential;
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { ...buffersAsText(response), transports: response.getTransports?.() ?? [] },
  };
}

function buffersAsText(response) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  return Object.fromEntries(names.filter((name) => response[name]).map((name) => [name, text(response[name])]));
}

function bytes(base64url) {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
