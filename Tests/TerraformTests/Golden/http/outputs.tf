# Written by asml from assemblylift.toml. Changes made here are lost.

output "api_urls" {
  description = "Where the HTTP API of each service answers."
  value = {
    health = aws_apigatewayv2_stage.health.invoke_url
    orders = aws_apigatewayv2_stage.orders.invoke_url
  }
}

output "function_arns" {
  description = "What to invoke, by service and function."
  value = {
    health = {
      find = aws_lambda_alias.health_find.arn
    }
    orders = {
      "check-token" = aws_lambda_alias.orders_check-token.arn
      export        = aws_lambda_alias.orders_export.arn
      find          = aws_lambda_alias.orders_find.arn
      place         = aws_lambda_alias.orders_place.arn
      rest          = aws_lambda_alias.orders_rest.arn
    }
  }
}

output "function_versions" {
  description = "The version that was deployed last, by service and function."
  value = {
    health = {
      find = aws_lambda_function.health_find.version
    }
    orders = {
      "check-token" = aws_lambda_function.orders_check-token.version
      export        = aws_lambda_function.orders_export.version
      find          = aws_lambda_function.orders_find.version
      place         = aws_lambda_function.orders_place.version
      rest          = aws_lambda_function.orders_rest.version
    }
  }
}

output "log_groups" {
  description = "Where functions log, by service and function."
  value = {
    health = {
      find = aws_cloudwatch_log_group.health_find.name
    }
    orders = {
      "check-token" = aws_cloudwatch_log_group.orders_check-token.name
      export        = aws_cloudwatch_log_group.orders_export.name
      find          = aws_cloudwatch_log_group.orders_find.name
      place         = aws_cloudwatch_log_group.orders_place.name
      rest          = aws_cloudwatch_log_group.orders_rest.name
    }
  }
}
