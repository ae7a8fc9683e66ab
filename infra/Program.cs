return await Pulumi.Deployment.RunAsync<Infra.SwarmStack>();
