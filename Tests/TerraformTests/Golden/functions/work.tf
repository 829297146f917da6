# Written by asml from services/work/service.toml. Changes made here are lost.

resource "aws_lambda_layer_version" "work_x86-64" {
  layer_name               = "asml-shop-work-iomods-x86-64"
  description              = "The IOmods of work"
  s3_bucket                = "shop-artifacts"
  s3_key                   = "layers/work.zip"
  s3_object_version        = "v1"
  source_code_hash         = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  compatible_runtimes      = ["provided.al2023"]
  compatible_architectures = ["x86_64"]
}

resource "aws_lambda_layer_version" "work_arm64" {
  layer_name               = "asml-shop-work-iomods-arm64"
  description              = "The IOmods of work"
  filename                 = "${path.module}/services/work/iomods-arm64.zip"
  source_code_hash         = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  compatible_runtimes      = ["provided.al2023"]
  compatible_architectures = ["arm64"]
}

resource "aws_cloudwatch_log_group" "work_everything" {
  name              = "/aws/lambda/asml-shop-work-everything"
  retention_in_days = 365
}

resource "aws_lambda_function" "work_everything" {
  function_name                  = "asml-shop-work-everything"
  role                           = aws_iam_role.work_everything.arn
  runtime                        = "provided.al2023"
  handler                        = "everything.main"
  filename                       = "${path.module}/services/work/everything.zip"
  source_code_hash               = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  layers                         = [aws_lambda_layer_version.work_arm64.arn]
  architectures                  = ["arm64"]
  memory_size                    = 10240
  timeout                        = 900
  reserved_concurrent_executions = 10
  publish                        = true

  environment {
    variables = {
      API_KEY     = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf"
      EMPTY       = ""
      GREETING    = "Grüß \"Gott\" $${name} %%{if}"
      LIMITS      = "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/limits"
      PATH_SUFFIX = "a\\b\n"
    }
  }

  ephemeral_storage {
    size = 2048
  }

  vpc_config {
    subnet_ids         = ["subnet-1", "subnet-2"]
    security_group_ids = ["sg-1"]
  }

  tracing_config {
    mode = "Active"
  }

  dead_letter_config {
    target_arn = "arn:aws:sqs:eu-central-1:123456789012:dead"
  }

  logging_config {
    log_format            = "JSON"
    application_log_level = "DEBUG"
    log_group             = aws_cloudwatch_log_group.work_everything.name
  }

  depends_on = [aws_iam_role_policy.work_everything]
}

resource "aws_lambda_alias" "work_everything" {
  name             = "live"
  function_name    = aws_lambda_function.work_everything.arn
  function_version = aws_lambda_function.work_everything.version
}

resource "aws_lambda_provisioned_concurrency_config" "work_everything" {
  function_name                     = aws_lambda_function.work_everything.arn
  qualifier                         = aws_lambda_alias.work_everything.name
  provisioned_concurrent_executions = 2
}

resource "aws_lambda_function_event_invoke_config" "work_everything" {
  function_name          = aws_lambda_function.work_everything.arn
  qualifier              = aws_lambda_alias.work_everything.name
  maximum_retry_attempts = 0
}

resource "aws_iam_role" "work_everything" {
  name               = "asml-shop-work-everything"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "work_everything" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.work_everything.arn}:*"]
  }

  statement {
    sid       = "Trace"
    actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }

  statement {
    sid = "Network"
    actions = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]
  }

  statement {
    sid    = "NetworkByLambdaOnly"
    effect = "Deny"
    actions = [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
    ]
    resources = ["*"]

    condition {
      test     = "ArnLike"
      variable = "lambda:SourceFunctionArn"
      values   = ["arn:*:lambda:*:*:function:asml-shop-work-everything"]
    }
  }

  statement {
    sid       = "DeadLetter"
    actions   = ["sqs:SendMessage"]
    resources = ["arn:aws:sqs:eu-central-1:123456789012:dead"]
  }

  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf"]
  }

  statement {
    sid       = "ReadParameters"
    actions   = ["ssm:GetParameter", "ssm:GetParameters"]
    resources = ["arn:aws:ssm:eu-central-1:123456789012:parameter/shop/limits"]
  }

  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::uploads/$${aws:PrincipalTag/team}/*"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["s3:DeleteObject"]
    resources = ["arn:aws:s3:::uploads/*"]
  }
}

resource "aws_iam_role_policy" "work_everything" {
  name   = "asml"
  role   = aws_iam_role.work_everything.name
  policy = data.aws_iam_policy_document.work_everything.json
}

resource "aws_cloudwatch_log_group" "work_plain" {
  name              = "/aws/lambda/asml-shop-work-plain"
  retention_in_days = 14
}

resource "aws_lambda_function" "work_plain" {
  function_name     = "asml-shop-work-plain"
  role              = aws_iam_role.work_plain.arn
  runtime           = "provided.al2023"
  handler           = "plain.handler"
  s3_bucket         = "shop-artifacts"
  s3_key            = "functions/plain.zip"
  s3_object_version = "v1"
  source_code_hash  = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  layers            = [aws_lambda_layer_version.work_x86-64.arn]
  architectures     = ["x86_64"]
  memory_size       = 1024
  timeout           = 5
  publish           = true

  dead_letter_config {
    target_arn = "arn:aws:sns:eu-central-1:123456789012:dead"
  }

  depends_on = [aws_iam_role_policy.work_plain]
}

resource "aws_lambda_alias" "work_plain" {
  name             = "live"
  function_name    = aws_lambda_function.work_plain.arn
  function_version = "7"
}

resource "aws_iam_role" "work_plain" {
  name               = "asml-shop-work-plain"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "work_plain" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.work_plain.arn}:*"]
  }

  statement {
    sid       = "DeadLetter"
    actions   = ["sns:Publish"]
    resources = ["arn:aws:sns:eu-central-1:123456789012:dead"]
  }
}

resource "aws_iam_role_policy" "work_plain" {
  name   = "asml"
  role   = aws_iam_role.work_plain.name
  policy = data.aws_iam_policy_document.work_plain.json
}
