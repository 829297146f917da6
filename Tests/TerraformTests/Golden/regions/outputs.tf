# Written by asml from assemblylift.toml. Changes made here are lost.

output "api_urls" {
  description = "Where the HTTP API of each service answers."
  value = {
    far = aws_apigatewayv2_stage.far.invoke_url
  }
}

output "function_arns" {
  description = "What to invoke, by service and function."
  value = {
    far = {
      two = aws_lambda_alias.far_two.arn
    }
    foreign = {
      three = aws_lambda_alias.foreign_three.arn
    }
    near = {
      one = aws_lambda_alias.near_one.arn
    }
  }
}

output "function_urls" {
  description = "Functions' own URLs, by service and function."
  value = {
    foreign = {
      three = aws_lambda_function_url.foreign_three.function_url
    }
  }
}

output "function_versions" {
  description = "The version that was deployed last, by service and function."
  value = {
    far = {
      two = aws_lambda_function.far_two.version
    }
    foreign = {
      three = aws_lambda_function.foreign_three.version
    }
    near = {
      one = aws_lambda_function.near_one.version
    }
  }
}

output "log_groups" {
  description = "Where functions log, by service and function."
  value = {
    far = {
      two = aws_cloudwatch_log_group.far_two.name
    }
    foreign = {
      three = aws_cloudwatch_log_group.foreign_three.name
    }
    near = {
      one = aws_cloudwatch_log_group.near_one.name
    }
  }
}
