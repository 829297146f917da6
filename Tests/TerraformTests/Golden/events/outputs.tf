# Written by asml from assemblylift.toml. Changes made here are lost.

output "function_arns" {
  description = "What to invoke, by service and function."
  value = {
    books = {
      audit = aws_lambda_alias.books_audit.arn
    }
    shop = {
      closed      = aws_lambda_alias.shop_closed.arn
      nightly     = aws_lambda_alias.shop_nightly.arn
      often       = aws_lambda_alias.shop_often.arn
      "on-order"  = aws_lambda_alias.shop_on-order.arn
      "on-upload" = aws_lambda_alias.shop_on-upload.arn
      open        = aws_lambda_alias.shop_open.arn
    }
  }
}

output "function_urls" {
  description = "Functions' own URLs, by service and function."
  value = {
    shop = {
      closed = aws_lambda_function_url.shop_closed.function_url
      open   = aws_lambda_function_url.shop_open.function_url
    }
  }
}

output "function_versions" {
  description = "The version that was deployed last, by service and function."
  value = {
    books = {
      audit = aws_lambda_function.books_audit.version
    }
    shop = {
      closed      = aws_lambda_function.shop_closed.version
      nightly     = aws_lambda_function.shop_nightly.version
      often       = aws_lambda_function.shop_often.version
      "on-order"  = aws_lambda_function.shop_on-order.version
      "on-upload" = aws_lambda_function.shop_on-upload.version
      open        = aws_lambda_function.shop_open.version
    }
  }
}

output "log_groups" {
  description = "Where functions log, by service and function."
  value = {
    books = {
      audit = aws_cloudwatch_log_group.books_audit.name
    }
    shop = {
      closed      = aws_cloudwatch_log_group.shop_closed.name
      nightly     = aws_cloudwatch_log_group.shop_nightly.name
      often       = aws_cloudwatch_log_group.shop_often.name
      "on-order"  = aws_cloudwatch_log_group.shop_on-order.name
      "on-upload" = aws_cloudwatch_log_group.shop_on-upload.name
      open        = aws_cloudwatch_log_group.shop_open.name
    }
  }
}
