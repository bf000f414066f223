"""The names in the simulated account: flags by the story each one tells, people, teams, segments."""

from __future__ import annotations

from collections.abc import Iterator

_DEFAULT = """
rolling: checkout=New checkout  new-search-ranking  product-page-gallery  guest-checkout-phone-login
 gift-card-balance-widget  recommendations-carousel-v3  address-autocomplete  returns-self-service
launched: store-pickup-slots  wishlist-sharing  checkout-one-page  order-tracking-map  express-shipping-badge
settled: apple-pay  cart-drawer  order-history-v2  product-reviews-v2  mega-menu  size-guide-modal
 search-suggestions
dormant: holiday-banner-2024  black-friday-countdown  legacy-checkout-fallback  coupon-stacking-trial
 homepage-video-hero
unborn: subscription-boxes  ar-try-on  crypto-payments  voice-search
fresh: checkout-upsell-panel  loyalty-tier-badges  bulk-order-quotes  price-drop-alerts
switch: kill-switch-payments  kill-switch-recommendations  kill-switch-search  kill-switch-third-party-scripts
 kill-switch-reviews  kill-switch-live-chat
ops: search-timeout-ms  cart-cache-ttl-seconds  log-level  max-items-per-cart  image-quality
entitlement: b2b-price-lists  early-access-sales  priority-support-chat
experiment: checkout-button-colour  free-shipping-threshold  homepage-layout-test
concluded: product-title-length-test  newsletter-popup-timing
overdue: temporary-vat-rounding-fix  warehouse-split-shipments
deprecated: legacy-payment-form  old-product-page
migration: inventory-database-migration
archived: responsive-header  paypal-v1  facebook-login  flash-sale-2023  checkout-progress-bar  cookie-banner-v1
 newsletter-footer-form
"""

_MOBILE = """
rolling: biometric-login  offline-cart  push-order-updates  swipe-to-reorder  camera-barcode-scan  dark-mode
launched: haptic-feedback  in-app-review-prompt  deep-link-router-v2  tablet-layout  apple-wallet-passes
settled: bottom-navigation  pull-to-refresh  onboarding-v2  image-prefetch  sign-in-with-apple
dormant: ios-14-compatibility  android-instant-app  widget-trial  shake-to-report
unborn: watch-companion  car-play-pickup
fresh: live-activities  passkey-sign-in
switch: kill-switch-analytics-sdk  kill-switch-push  kill-switch-in-app-messages  force-upgrade-screen
ops: minimum-supported-version  analytics-sample-rate  network-retry-count  feature-poll-seconds
entitlement: premium-themes  family-accounts
experiment: onboarding-length-test  push-opt-in-copy
concluded: tab-bar-labels-test
overdue: temporary-crash-workaround-4412  legacy-token-refresh
deprecated: old-home-feed
archived: tablet-beta  legacy-tracking-sdk  winter-theme-2023  map-provider-trial  chat-heads  bonus-spin-wheel
"""

_PLATFORM = """
rolling: api-gateway-http3  auth-session-store-redis  billing-proration-v2  ingest-zstd-compression
 search-index-shadow-reads  notifications-batching  scheduler-fair-queue  webhooks-signed-payloads
 graphql-persisted-queries  storage-tiering  rate-limiter-sliding-window  deploy-progressive-delivery
 audit-log-streaming  queue-priority-lanes  cache-request-coalescing  tracing-tail-sampling
launched: auth-oidc-logout  billing-tax-service  ingest-dead-letter-queue  email-provider-failover
 object-store-checksums  deploy-canary-analysis  feature-store-v2  report-exports-async  metrics-exemplars
 tls-1-3-only
settled: api-v2-pagination  auth-argon2-hashes  billing-invoice-pdf-v2  ingest-protobuf  queue-kafka-client-v3
 logging-json-format  deploy-blue-green  cache-redis-cluster  graphql-gateway  postgres-14-connection-pool
 session-cookie-samesite  search-index-v7  webhooks-retry-v2  storage-multipart-upload  scheduler-cron-v2
 service-mesh-mtls  config-service-v2  email-templates-mjml  health-check-v2
dormant: billing-legacy-gateway-fallback  ingest-xml-import  auth-ldap-bridge  region-failover-drill-2024
 queue-rabbitmq-bridge  graphql-schema-v1  report-csv-v1  storage-nfs-mount  metrics-statsd-bridge
 cache-memcached-fallback  scheduler-legacy-locks  api-xml-responses  deploy-manual-approval-gate
unborn: ingest-arrow-flight  auth-hardware-keys  billing-usage-forecast  search-vector-index  queue-exactly-once
 tenant-sharding  graphql-subscriptions  deploy-rollback-predictor
fresh: ingest-adaptive-batching  auth-token-exchange  billing-currency-rounding-v2  api-idempotency-keys
 scheduler-timezone-aware  storage-lifecycle-rules
switch: kill-switch-ingest  kill-switch-webhooks  kill-switch-email  kill-switch-search-indexing
 kill-switch-billing-runs  kill-switch-report-exports  kill-switch-graphql  read-only-mode  maintenance-mode
 drop-debug-events
ops: api-rate-limit-per-minute  ingest-batch-size  worker-concurrency  database-pool-size  circuit-breaker-threshold
 trace-sample-rate  queue-visibility-timeout  upload-max-megabytes  session-lifetime-minutes  retry-backoff-ms
 cache-default-ttl  log-level-platform
entitlement: sso-saml  audit-log-export  custom-domains  data-residency-eu  api-higher-limits  sandbox-tenants
 priority-queues  scim-provisioning
experiment: report-engine-comparison  onboarding-email-sequence  pricing-page-api
concluded: dashboard-load-order-test  invite-flow-test
overdue: temporary-ingest-throttle  hotfix-duplicate-invoices  disable-eu-west-2-writes  workaround-dns-cache
 legacy-api-key-format
deprecated: api-v1-endpoints  basic-auth-login  legacy-webhook-format
migration: events-table-migration  billing-ledger-migration  session-store-migration
archived: python-2-workers  http-1-0-clients  mysql-read-replica  region-us-west-1  fastly-cutover
 old-invoice-numbering  jenkins-agents  solr-queries  sms-provider-trial  billing-2022-prices  s3-path-style
 swagger-ui-v1
"""

PROJECTS = (
    ("default", "Storefront", ("web", "customer-facing"), _DEFAULT),
    ("mobile", "Mobile apps", ("mobile", "customer-facing"), _MOBILE),
    ("platform", "Platform services", ("backend", "internal"), _PLATFORM),
)

ENVIRONMENTS = {
    "default": (("production", "Production", "417505"), ("staging", "Staging", "F5A623"), ("test", "Test", "0074D9")),
    "mobile": (("production", "Production", "417505"), ("test", "Test", "0074D9")),
    "platform": (
        ("production", "Production", "D0021B"),
        ("staging", "Staging", "F5A623"),
        ("development", "Development", "7B42BC"),
    ),
}

MEMBERS = (
    ("Grace", "Okafor", "owner"),
    ("Mateo", "Alvarez", "admin"),
    ("Ingrid", "Solberg", "admin"),
    ("Wei", "Zhang", "writer"),
    ("Priya", "Raman", "writer"),
    ("Tomasz", "Kowalczyk", "writer"),
    ("Amara", "Diallo", "writer"),
    ("Lucas", "Ferreira", "writer"),
    ("Hannah", "Weiss", "writer"),
    ("Yuki", "Tanaka", "writer"),
    ("Omar", "Haddad", "writer"),
    ("Sofia", "Rossi", "writer"),
    ("Daniel", "Murphy", "writer"),
    ("Elif", "Demir", "writer"),
    ("Noah", "Jansen", "writer"),
    ("Chidi", "Eze", "writer"),
    ("Marta", "Novak", "reader"),
    ("Oliver", "Bennett", "reader"),
    ("Zainab", "Hussain", "reader"),
    ("Pierre", "Laurent", "reader"),
    ("Anika", "Patel", "reader"),
    ("Jonas", "Lindqvist", "reader"),
    ("Rosa", "Delgado", "no_access"),
    ("Kenji", "Mori", "writer"),
    ("", "", "reader"),
    ("Fatima", "Zahra", "reader"),
)

TEAMS = (
    ("checkout", "Checkout", "Cart, payment and order placement", ("default",)),
    ("discovery", "Discovery", "Search, browse and recommendations", ("default",)),
    ("mobile-apps", "Mobile apps", "The iOS and Android apps", ("mobile",)),
    ("platform-reliability", "Platform reliability", "Gateways, queues, caches and delivery", ("platform",)),
    ("billing", "Billing", "Invoices, tax and subscriptions", ("platform",)),
    ("identity", "Identity", "Accounts, sessions and single sign-on", ("platform", "default")),
    ("growth", "Growth", "Experiments and campaigns", ("default", "mobile")),
    ("data-science", "Data science", "", ()),
)

SEGMENTS = (
    ("beta-testers", "Beta testers", "Customers who asked for early access", ("beta",)),
    ("internal-employees", "Internal employees", "Everybody with a company address", ("internal",)),
    ("enterprise-customers", "Enterprise customers", "Accounts on the enterprise plan", ("plan", "enterprise")),
    ("eu-customers", "EU customers", "People whose country is in the European Union", ("region",)),
    ("canary-accounts", "Canary accounts", "First to get each release", ("beta", "internal")),
    ("loyalty-members", "Loyalty members", "Synced every night from the loyalty programme", ("marketing",)),
)

_KNOWN = {
    word.lower(): word
    for word in "API AR B2B CSV DNS EU GraphQL HTTP HTTP3 JSON LDAP MySQL NFS OIDC PayPal PDF SAML SCIM SDK SMS SQL "
    "SSO TLS TTL UI URL VAT XML iOS mTLS SES S3 MJML TV".split()
}
_KNOWN["mtls"] = "mTLS"


def name_of(key: str) -> str:
    """Return the name that a person would have given a flag of that key.

    >>> name_of("auth-oidc-logout")
    'Auth OIDC logout'
    """
    words = [_KNOWN.get(word, word) for word in key.split("-")]
    first = words[0] if words[0] in _KNOWN.values() else words[0].capitalize()
    return " ".join([first, *words[1:]])


def flags_of(catalogue: str) -> Iterator[tuple[str, str, str]]:
    """Yield story, key and name of each flag of a project's catalogue.

    >>> list(flags_of("rolling: checkout=New checkout  dark-mode"))
    [('rolling', 'checkout', 'New checkout'), ('rolling', 'dark-mode', 'Dark mode')]
    """
    story = ""
    for line in catalogue.strip().splitlines():
        head, colon, rest = line.partition(": ")
        story, rest = (head, rest) if colon else (story, line)
        for entry in filter(None, (part.strip() for part in rest.split("  "))):
            key, _, name = entry.partition("=")
            yield story, key, name or name_of(key)
