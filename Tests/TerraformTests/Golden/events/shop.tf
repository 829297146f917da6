# Written by asml from services/shop/service.toml. Changes made here are lost.

resource "aws_cloudwatch_log_group" "shop_closed" {
  name              = "/aws/lambda/asml-shop-shop-closed"
  retention_in_days = 14
}

resource "aws_lambda_function" "shop_closed" {
  function_name    = "asml-shop-shop-closed"
  role             = aws_iam_role.shop_closed.arn
  runtime          = "provided.al2023"
  handler          = "closed.handler"
  filename         = "${path.module}/services/shop/closed.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.shop_closed.name
  }

  depends_on = [aws_iam_role_policy.shop_closed]
}

resource "aws_lambda_alias" "shop_closed" {
  name             = "live"
  function_name    = aws_lambda_function.shop_closed.arn
  function_version = aws_lambda_function.shop_closed.version
}

resource "aws_iam_role" "shop_closed" {
  name               = "asml-shop-shop-closed"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "shop_closed" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.shop_closed.arn}:*"]
  }
}

resource "aws_iam_role_policy" "shop_closed" {
  name   = "asml"
  role   = aws_iam_role.shop_closed.name
  policy = data.aws_iam_policy_document.shop_closed.json
}

resource "aws_lambda_function_url" "shop_closed" {
  function_name      = aws_lambda_function.shop_closed.arn
  qualifier          = aws_lambda_alias.shop_closed.name
  authorization_type = "AWS_IAM"
  invoke_mode        = "BUFFERED"
}

resource "aws_cloudwatch_log_group" "shop_nightly" {
  name              = "/aws/lambda/asml-shop-shop-nightly"
  retention_in_days = 14
}

resource "aws_lambda_function" "shop_nightly" {
  function_name    = "asml-shop-shop-nightly"
  role             = aws_iam_role.shop_nightly.arn
  runtime          = "provided.al2023"
  handler          = "nightly.handler"
  filename         = "${path.module}/services/shop/nightly.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.shop_nightly.name
  }

  depends_on = [aws_iam_role_policy.shop_nightly]
}

resource "aws_lambda_alias" "shop_nightly" {
  name             = "live"
  function_name    = aws_lambda_function.shop_nightly.arn
  function_version = aws_lambda_function.shop_nightly.version
}

resource "aws_iam_role" "shop_nightly" {
  name               = "asml-shop-shop-nightly"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "shop_nightly" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.shop_nightly.arn}:*"]
  }
}

resource "aws_iam_role_policy" "shop_nightly" {
  name   = "asml"
  role   = aws_iam_role.shop_nightly.name
  policy = data.aws_iam_policy_document.shop_nightly.json
}

data "aws_iam_policy_document" "shop_nightly_schedule_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [split(":", aws_lambda_function.shop_nightly.arn)[4]]
    }
  }
}

resource "aws_iam_role" "shop_nightly_schedule" {
  name               = "schedule-asml-shop-shop-nightly"
  assume_role_policy = data.aws_iam_policy_document.shop_nightly_schedule_trust.json
}

data "aws_iam_policy_document" "shop_nightly_schedule" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_alias.shop_nightly.arn]
  }
}

resource "aws_iam_role_policy" "shop_nightly_schedule" {
  name   = "asml"
  role   = aws_iam_role.shop_nightly_schedule.name
  policy = data.aws_iam_policy_document.shop_nightly_schedule.json
}

resource "aws_scheduler_schedule" "shop_nightly" {
  name                         = "asml-shop-shop-nightly"
  schedule_expression          = "cron(0 3 * * ? *)"
  schedule_expression_timezone = "Europe/Berlin"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.shop_nightly.arn
    role_arn = aws_iam_role.shop_nightly_schedule.arn
    input = jsonencode({
      depth  = 2
      full   = true
      tables = ["a", "b"]
    })
  }

  depends_on = [aws_iam_role_policy.shop_nightly_schedule]
}

resource "aws_cloudwatch_log_group" "shop_often" {
  name              = "/aws/lambda/asml-shop-shop-often"
  retention_in_days = 14
}

resource "aws_lambda_function" "shop_often" {
  function_name    = "asml-shop-shop-often"
  role             = aws_iam_role.shop_often.arn
  runtime          = "provided.al2023"
  handler          = "often.handler"
  filename         = "${path.module}/services/shop/often.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.shop_often.name
  }

  depends_on = [aws_iam_role_policy.shop_often]
}

resource "aws_lambda_alias" "shop_often" {
  name             = "live"
  function_name    = aws_lambda_function.shop_often.arn
  function_version = aws_lambda_function.shop_often.version
}

resource "aws_iam_role" "shop_often" {
  name               = "asml-shop-shop-often"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "shop_often" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.shop_often.arn}:*"]
  }
}

resource "aws_iam_role_policy" "shop_often" {
  name   = "asml"
  role   = aws_iam_role.shop_often.name
  policy = data.aws_iam_policy_document.shop_often.json
}

data "aws_iam_policy_document" "shop_often_schedule_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [split(":", aws_lambda_function.shop_often.arn)[4]]
    }
  }
}

resource "aws_iam_role" "shop_often_schedule" {
  name               = "schedule-asml-shop-shop-often"
  assume_role_policy = data.aws_iam_policy_document.shop_often_schedule_trust.json
}

data "aws_iam_policy_document" "shop_often_schedule" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [aws_lambda_alias.shop_often.arn]
  }
}

resource "aws_iam_role_policy" "shop_often_schedule" {
  name   = "asml"
  role   = aws_iam_role.shop_often_schedule.name
  policy = data.aws_iam_policy_document.shop_often_schedule.json
}

resource "aws_scheduler_schedule" "shop_often" {
  name                = "asml-shop-shop-often"
  schedule_expression = "rate(5 minutes)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.shop_often.arn
    role_arn = aws_iam_role.shop_often_schedule.arn
  }

  depends_on = [aws_iam_role_policy.shop_often_schedule]
}

resource "aws_cloudwatch_log_group" "shop_on-order" {
  name              = "/aws/lambda/asml-shop-shop-on-order"
  retention_in_days = 14
}

resource "aws_lambda_function" "shop_on-order" {
  function_name    = "asml-shop-shop-on-order"
  role             = aws_iam_role.shop_on-order.arn
  runtime          = "provided.al2023"
  handler          = "on-order.handler"
  filename         = "${path.module}/services/shop/on-order.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.shop_on-order.name
  }

  depends_on = [aws_iam_role_policy.shop_on-order]
}

resource "aws_lambda_alias" "shop_on-order" {
  name             = "live"
  function_name    = aws_lambda_function.shop_on-order.arn
  function_version = aws_lambda_function.shop_on-order.version
}

resource "aws_iam_role" "shop_on-order" {
  name               = "asml-shop-shop-on-order"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "shop_on-order" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.shop_on-order.arn}:*"]
  }

  statement {
    sid       = "ReadQueues"
    actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
    resources = ["arn:aws:sqs:eu-central-1:123456789012:orders.fifo"]
  }

  statement {
    sid = "ReadTableStreams"
    actions = [
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
    ]
    resources = [
      "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders/stream/2026-01-01T00:00:00.000",
    ]
  }

  statement {
    sid = "ReadStreams"
    actions = [
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
    ]
    resources = ["arn:aws:kinesis:eu-central-1:123456789012:stream/clicks"]
  }

  statement {
    sid     = "SubscribeToStreams"
    actions = ["kinesis:SubscribeToShard"]
    resources = [
      "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks/consumer/us:1700000000",
    ]
  }
}

resource "aws_iam_role_policy" "shop_on-order" {
  name   = "asml"
  role   = aws_iam_role.shop_on-order.name
  policy = data.aws_iam_policy_document.shop_on-order.json
}

resource "aws_lambda_event_source_mapping" "shop_on-order_sqs_orders-fifo" {
  event_source_arn                   = "arn:aws:sqs:eu-central-1:123456789012:orders.fifo"
  function_name                      = aws_lambda_alias.shop_on-order.arn
  batch_size                         = 10
  maximum_batching_window_in_seconds = 0
  function_response_types            = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = jsonencode({
        body = {
          kind = [
            "order",
            {
              prefix = "re"
            },
          ]
        }
      })
    }
  }

  scaling_config {
    maximum_concurrency = 5
  }
}

resource "aws_lambda_permission" "shop_on-order_sns_news" {
  statement_id  = "sns-news"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.shop_on-order.arn
  qualifier     = aws_lambda_alias.shop_on-order.name
  principal     = "sns.amazonaws.com"
  source_arn    = "arn:aws:sns:eu-central-1:123456789012:news"
}

resource "aws_sns_topic_subscription" "shop_on-order_sns_news" {
  topic_arn = "arn:aws:sns:eu-central-1:123456789012:news"
  protocol  = "lambda"
  endpoint  = aws_lambda_alias.shop_on-order.arn
  filter_policy = jsonencode({
    kind = ["order"]
  })

  depends_on = [aws_lambda_permission.shop_on-order_sns_news]
}

resource "aws_lambda_event_source_mapping" "shop_on-order_dynamodb_Orders" {
  event_source_arn                   = "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders/stream/2026-01-01T00:00:00.000"
  function_name                      = aws_lambda_alias.shop_on-order.arn
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = 100
  maximum_batching_window_in_seconds = 1
  parallelization_factor             = 2
  maximum_retry_attempts             = 3
  function_response_types            = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = jsonencode({
        eventName = ["INSERT"]
      })
    }

    filter {
      pattern = jsonencode({
        eventName = ["REMOVE"]
      })
    }
  }
}

resource "aws_lambda_event_source_mapping" "shop_on-order_kinesis_clicks" {
  event_source_arn  = "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks/consumer/us:1700000000"
  function_name     = aws_lambda_alias.shop_on-order.arn
  starting_position = "LATEST"
}

resource "aws_cloudwatch_event_rule" "shop_on-order_events_default" {
  name           = "asml-shop-shop-on-order.default"
  event_bus_name = "default"
  event_pattern = jsonencode({
    source = ["aws.ec2"]
  })
}

resource "aws_lambda_permission" "shop_on-order_events_default" {
  statement_id  = "events-default"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.shop_on-order.arn
  qualifier     = aws_lambda_alias.shop_on-order.name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.shop_on-order_events_default.arn
}

resource "aws_cloudwatch_event_target" "shop_on-order_events_default" {
  rule           = aws_cloudwatch_event_rule.shop_on-order_events_default.name
  event_bus_name = aws_cloudwatch_event_rule.shop_on-order_events_default.event_bus_name
  target_id      = "function"
  arn            = aws_lambda_alias.shop_on-order.arn

  depends_on = [aws_lambda_permission.shop_on-order_events_default]
}

resource "aws_cloudwatch_event_rule" "shop_on-order_events_default_2" {
  name           = "asml-shop-shop-on-order.default.2"
  event_bus_name = "default"
  event_pattern  = "{\"detail\": {\"price\": [{\"numeric\": [\">\", 9.5]}], \"new\": [true, null]}}"
}

resource "aws_lambda_permission" "shop_on-order_events_default_2" {
  statement_id  = "events-default-2"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.shop_on-order.arn
  qualifier     = aws_lambda_alias.shop_on-order.name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.shop_on-order_events_default_2.arn
}

resource "aws_cloudwatch_event_target" "shop_on-order_events_default_2" {
  rule           = aws_cloudwatch_event_rule.shop_on-order_events_default_2.name
  event_bus_name = aws_cloudwatch_event_rule.shop_on-order_events_default_2.event_bus_name
  target_id      = "function"
  arn            = aws_lambda_alias.shop_on-order.arn

  depends_on = [aws_lambda_permission.shop_on-order_events_default_2]
}

resource "aws_cloudwatch_event_rule" "shop_on-order_events_shop" {
  name           = "asml-shop-shop-on-order.shop"
  event_bus_name = "arn:aws:events:eu-central-1:123456789012:event-bus/shop"
  event_pattern = jsonencode({
    id = [1]
  })
}

resource "aws_lambda_permission" "shop_on-order_events_shop" {
  statement_id  = "events-shop"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.shop_on-order.arn
  qualifier     = aws_lambda_alias.shop_on-order.name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.shop_on-order_events_shop.arn
}

resource "aws_cloudwatch_event_target" "shop_on-order_events_shop" {
  rule           = aws_cloudwatch_event_rule.shop_on-order_events_shop.name
  event_bus_name = aws_cloudwatch_event_rule.shop_on-order_events_shop.event_bus_name
  target_id      = "function"
  arn            = aws_lambda_alias.shop_on-order.arn

  depends_on = [aws_lambda_permission.shop_on-order_events_shop]
}

resource "aws_cloudwatch_log_group" "shop_on-upload" {
  name              = "/aws/lambda/asml-shop-shop-on-upload"
  retention_in_days = 14
}

resource "aws_lambda_function" "shop_on-upload" {
  function_name    = "asml-shop-shop-on-upload"
  role             = aws_iam_role.shop_on-upload.arn
  runtime          = "provided.al2023"
  handler          = "on-upload.handler"
  filename         = "${path.module}/services/shop/on-upload.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.shop_on-upload.name
  }

  depends_on = [aws_iam_role_policy.shop_on-upload]
}

resource "aws_lambda_alias" "shop_on-upload" {
  name             = "live"
  function_name    = aws_lambda_function.shop_on-upload.arn
  function_version = aws_lambda_function.shop_on-upload.version
}

resource "aws_iam_role" "shop_on-upload" {
  name               = "asml-shop-shop-on-upload"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "shop_on-upload" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.shop_on-upload.arn}:*"]
  }
}

resource "aws_iam_role_policy" "shop_on-upload" {
  name   = "asml"
  role   = aws_iam_role.shop_on-upload.name
  policy = data.aws_iam_policy_document.shop_on-upload.json
}

resource "aws_cloudwatch_log_group" "shop_open" {
  name              = "/aws/lambda/asml-shop-shop-open"
  retention_in_days = 14
}

resource "aws_lambda_function" "shop_open" {
  function_name    = "asml-shop-shop-open"
  role             = aws_iam_role.shop_open.arn
  runtime          = "provided.al2023"
  handler          = "open.handler"
  filename         = "${path.module}/services/shop/open.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.shop_open.name
  }

  depends_on = [aws_iam_role_policy.shop_open]
}

resource "aws_lambda_alias" "shop_open" {
  name             = "live"
  function_name    = aws_lambda_function.shop_open.arn
  function_version = aws_lambda_function.shop_open.version
}

resource "aws_iam_role" "shop_open" {
  name               = "asml-shop-shop-open"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "shop_open" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.shop_open.arn}:*"]
  }
}

resource "aws_iam_role_policy" "shop_open" {
  name   = "asml"
  role   = aws_iam_role.shop_open.name
  policy = data.aws_iam_policy_document.shop_open.json
}

resource "aws_lambda_function_url" "shop_open" {
  function_name      = aws_lambda_function.shop_open.arn
  qualifier          = aws_lambda_alias.shop_open.name
  authorization_type = "NONE"
  invoke_mode        = "RESPONSE_STREAM"

  cors {
    allow_origins     = ["https://shop.example.com"]
    allow_methods     = ["GET", "PUT"]
    allow_headers     = ["authorization"]
    expose_headers    = ["etag"]
    allow_credentials = true
    max_age           = 3600
  }
}

resource "aws_lambda_permission" "shop_open_url" {
  statement_id           = "url"
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.shop_open.arn
  qualifier              = aws_lambda_alias.shop_open.name
  principal              = "*"
  function_url_auth_type = "NONE"
}

resource "aws_lambda_permission" "shop_open_url-invoke" {
  statement_id  = "url-invoke"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.shop_open.arn
  qualifier     = aws_lambda_alias.shop_open.name
  principal     = "*"
}
