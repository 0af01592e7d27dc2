"""People: sign-in by password or mailed code, second factor, sessions."""

from cms.env import env

AUTH_USER_MODEL = "accounts.User"
# Only this one, which extends allauth's, which extends Django's: a second one would hash every password twice, and give
# sessions a way past the end of a term.
AUTHENTICATION_BACKENDS = ["centres.team.backends.TermsBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "cms.accounts.validators.MaximumLengthValidator", "OPTIONS": {"max_length": 1024}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/accounts/"
LOGOUT_REDIRECT_URL = "/"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL

ACCOUNT_ADAPTER = "cms.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cms.accounts.forms.SignInForm",
    "request_login_code": "cms.accounts.forms.AskCodeForm",
    "confirm_login_code": "cms.accounts.forms.SignInCodeForm",
    "reset_password": "cms.accounts.forms.AskResetForm",
    "reset_password_from_key": "cms.accounts.forms.ResetForm",
    "change_password": "cms.accounts.forms.ChangePasswordForm",
    "set_password": "cms.accounts.forms.SetPasswordForm",
    "add_email": "cms.accounts.forms.ChangeAddressForm",
    "change_email": "cms.accounts.forms.CorrectAddressForm",
    "confirm_email_verification_code": "cms.accounts.forms.AddressCodeForm",
    "reauthenticate": "cms.accounts.forms.ConfirmPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# Whoever reads the mail owns the account: so nobody can keep its owner out by failing on purpose.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_SESSION_REMEMBER = None
# A code allows three tries: three codes in a quarter of an hour are nine.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/15m/key,60/15m/ip",
    "request_login_code": "20/m/ip,3/15m/key",
    "reset_password": "20/m/ip,5/15m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

MFA_ADAPTER = "cms.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "cms.accounts.forms.SecondFactorForm",
    "reauthenticate": "cms.accounts.forms.ConfirmSecondFactorForm",
    "activate_totp": "cms.accounts.forms.ActivateSecondFactorForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Mondcivitan"
# A clock that is half a minute wrong still signs in.
MFA_TOTP_TOLERANCE = 1
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=False)
