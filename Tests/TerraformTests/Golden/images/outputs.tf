# Written by asml from assemblylift.toml. Changes made here are lost.

output "api_urls" {
  description = "Where the HTTP API of each service answers."
  value = {
    site = aws_apigatewayv2_stage.site.invoke_url
  }
}

output "function_arns" {
  description = "What to invoke, by service and function."
  value = {
    site = {
      Page   = aws_lambda_alias.site_Page.arn
      mirror = aws_lambda_alias.site_mirror.arn
      zipped = aws_lambda_alias.site_zipped.arn
    }
  }
}

output "function_versions" {
  description = "The version that was deployed last, by service and function."
  value = {
    site = {
      Page   = aws_lambda_function.site_Page.version
      mirror = aws_lambda_function.site_mirror.version
      zipped = aws_lambda_function.site_zipped.version
    }
  }
}

output "log_groups" {
  description = "Where functions log, by service and function."
  value = {
    site = {
      Page   = aws_cloudwatch_log_group.site_Page.name
      mirror = aws_cloudwatch_log_group.site_mirror.name
      zipped = aws_cloudwatch_log_group.site_zipped.name
    }
  }
}

output "repository_urls" {
  description = "Where images are pushed to, by service and function."
  value = {
    site = {
      Page = aws_ecr_repository.site_Page.repository_url
    }
  }
}
