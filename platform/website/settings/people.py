"""Who people are and how they sign in: the person, the ways in, the limits on guessing."""

from datetime import timedelta

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "website:home"
LOGOUT_REDIRECT_URL = "website:home"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
MFA_ADAPTER = "accounts.adapter.PasskeyAdapter"
ACCOUNT_FORMS = {"login": "accounts.signing_in.SignInForm", "add_email": "accounts.changing_address.NewAddressForm"}
MFA_FORMS = {
    "login_webauthn": "accounts.passkeys.SignInByPasskey",
    "reauthenticate_webauthn": "accounts.passkeys.ProveByPasskey",
    "add_webauthn": "accounts.passkeys.AddPasskey",
}
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.signing_up.NameForm"

# --- one account, one address ---------------------------------------------------------------------

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # the password may stay empty: a passkey or codes do as well
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one takes its place once it is confirmed
ACCOUNT_EMAIL_VERIFICATION = "optional"  # what one was doing goes on at once; recovery asks for it
ACCOUNT_CONFIRM_EMAIL_ON_GET = False  # mail scanners follow links: confirming is a press of a button
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a new passkey, a new password: the address hears of it
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())

# --- codes by e-mail ------------------------------------------------------------------------------

ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = int(timedelta(minutes=10).total_seconds())
# Six digits are easy to carry over; three tries a code leave a guesser three chances in a million.
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True

# --- passkeys -------------------------------------------------------------------------------------

MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True

# --- limits on guessing ---------------------------------------------------------------------------

# A class of forty sits behind one address and begins in the same minute; per account the limits stay narrow.
ACCOUNT_RATE_LIMITS = {
    "signup": "90/m/ip",
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "request_login_code": "90/m/ip,3/m/key,12/h/key",
    "reset_password": "60/m/ip,5/m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "90/m/ip"}
