// <passkey-form ceremony="create|get">: holds a form; on sending it asks the browser for a passkey first and puts
// the answer into the form's field `credential`. What the server wishes stands in a <script type="application/json">
// inside; without one it is fetched from where the form goes. What went wrong is said in [data-says].
import { credentialAsJson, optionsFromJson } from "../lib/webauthn.js";

const DIGITS = /^(\d+\.){3}\d+$|^\[/;

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.says = this.querySelector("[data-says]");
    this.says.setAttribute("role", "status");
    if (DIGITS.test(location.hostname)) this.refuseDigits();
    else if (!window.PublicKeyCredential) this.refuse("This browser knows no passkeys. Sign in by e-mail, or use another browser.");
    else this.form.addEventListener("submit", (event) => this.send(event));
  }

  async send(event) {
    event.preventDefault();
    try {
      const options = optionsFromJson(await this.wishes(), { isPasskey: this.getAttribute("ceremony") === "create" });
      const credential = await navigator.credentials[this.getAttribute("ceremony")](options);
      this.form.elements.credential.value = JSON.stringify(credentialAsJson(credential));
      this.form.submit();
    } catch (error) {
      this.say(sentenceFor(error));
    }
  }

  async wishes() {
    const inside = this.querySelector("script[type='application/json']");
    if (inside) return JSON.parse(inside.textContent);
    const response = await fetch(this.form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return (await response.json()).request_options;
  }

  // Browsers tie passkeys to a name; an address of digits has none.
  refuseDigits() {
    this.form.hidden = true;
    this.say("Passkeys need a name in the address, and this one is made of digits.");
    if (!["127.0.0.1", "[::1]"].includes(location.hostname)) return;
    const link = document.createElement("a");
    link.href = location.href.replace(location.hostname, "localhost");
    link.textContent = "Open this page at localhost";
    this.says.append(" ", link, ".");
  }

  refuse(sentence) {
    this.form.querySelector("button[type=submit]").disabled = true;
    this.say(sentence);
  }

  say(sentence) {
    this.says.textContent = sentence;
  }
}

function sentenceFor(error) {
  if (error.name === "InvalidStateError") return "This device has a passkey for your account already.";
  if (error.name === "NotAllowedError") return "No passkey was given. Try again, or use another way in.";
  return "That did not work. Try again, or use another way in.";
}

customElements.define("passkey-form", PasskeyForm);
