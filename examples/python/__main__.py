"""__main__.py: two shops, over the plugin of the npm package."""

import pulumi
import pulumi_sendcloud as sendcloud

config = pulumi.Config()

flowers = sendcloud.IntegrationSettings(
    "flowers",
    integration_id=1,
    shop_name="Flower shop",
    webhook_active=True,
    webhook_url=config.require_secret("flowersWebhookUrl"),
    on_destroy=sendcloud.OnDestroy.RESTORE,
)

books = sendcloud.IntegrationSettings(
    "books",
    integration_id=2,
    service_point_enabled=True,
    service_point_carriers=["postnl", "dhl"],
    feedback_type=sendcloud.FeedbackType.DELAYED,
    webhook_url="",  # no webhook; None is not declared
)

pulumi.export("flowersAre", flowers.type)
