// main.go: two shops, over the plugin of the npm package.
package main

import (
	"github.com/pulumi-sendcloud/pulumi-sendcloud/sdk/go/sendcloud"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		flowers, err := sendcloud.NewIntegrationSettings(ctx, "flowers", &sendcloud.IntegrationSettingsArgs{
			IntegrationId: pulumi.Int(1),
			ShopName:      pulumi.String("Flower shop"),
			WebhookActive: pulumi.Bool(true),
			WebhookUrl:    config.RequireSecret(ctx, "flowersWebhookUrl"),
			OnDestroy:     sendcloud.OnDestroyRestore,
		})
		if err != nil {
			return err
		}
		ctx.Export("flowersAre", flowers.Type)
		_, err = sendcloud.NewIntegrationSettings(ctx, "books", &sendcloud.IntegrationSettingsArgs{
			IntegrationId:        pulumi.Int(2),
			ServicePointEnabled:  pulumi.Bool(true),
			ServicePointCarriers: pulumi.ToStringArray([]string{"postnl", "dhl"}),
			FeedbackType:         sendcloud.FeedbackTypeDelayed,
			WebhookUrl:           pulumi.String(""), // no webhook; nil is not declared
		})
		return err
	})
}
